import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioSet } from './scenario-set';

test('an SDK is described by the file that is named after it, and its scenarios have names of their own', () => {
  const described = readdirSync(join(__dirname, 'sdks')).map((file) => file.replace(/\.ts$/, ''));
  expect(described).toEqual(expect.arrayContaining(['openai', 'anthropic', 'groq']));
  for (const sdk of described) {
    const names = scenarioSet(sdk).scenarios.map(({ name }) => name);
    expect(names).not.toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test('of an SDK that nobody has described, the error tells where', () => {
  expect(() => scenarioSet('zoo')).toThrow(
    'There are no scenarios for zoo: describe it in packages/adapter-testing/src/application/sdks/zoo.ts.',
  );
});
