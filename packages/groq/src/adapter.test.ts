import { join } from 'node:path';
import {
  describeCase,
  describeCaseRequest,
  describeGarbage,
  makeGarbage,
  type MappingCase,
  readMappingCases,
} from '@genspan/adapter-testing';
import type { Operation } from '@genspan/core/adapter';
import { groqAdapter } from './adapter';

const routes: Readonly<Record<string, string>> = {
  chat: 'POST /chat/completions',
  embeddings: 'POST /embeddings',
  speech: 'POST /audio/speech',
  transcription: 'POST /audio/transcriptions',
};
const cases = readMappingCases(join(__dirname, '../fixtures'));
const garbage = makeGarbage(cases, 2_000);
const answered = cases.filter(({ plain, chunks }) => plain !== undefined || chunks !== undefined);

test.each(cases)('$folder/$name: the request is described', (mappingCase) => {
  expect(mappingCase.facts).toMatchObject(describeCaseRequest(operationOf(mappingCase), mappingCase));
});

test.each(answered)('$folder/$name: plain and streamed answers are described alike', (mappingCase) => {
  for (const facts of describeCase(operationOf(mappingCase), mappingCase)) expect(facts).toEqual(mappingCase.facts);
});

test.each(groqAdapter.operations.map((operation) => [operation.target.route, operation] as const))(
  '%s: what nobody would send is described without an exception or a change',
  (_route, operation) => {
    expect(() => describeGarbage(operation, garbage)).not.toThrow();
  },
);

function operationOf({ folder }: MappingCase): Operation {
  const operation = groqAdapter.operations.find(({ target }) => target.route === routes[folder]);
  if (operation === undefined) throw new Error(`No operation for the fixtures in ${folder}.`);
  return operation;
}
