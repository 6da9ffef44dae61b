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
import { openaiAdapter } from './adapter';

const routes: Readonly<Record<string, string>> = {
  chat: 'POST /chat/completions',
  responses: 'POST /responses',
  fetch_response: 'GET /responses/{}',
  completions: 'POST /completions',
  embeddings: 'POST /embeddings',
  images: 'POST /images/generations',
  speech: 'POST /audio/speech',
  transcription: 'POST /audio/transcriptions',
  moderation: 'POST /moderations',
  retrieval: 'POST /vector_stores/{}/search',
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

test.each(openaiAdapter.operations.map((operation) => [operation.target.route, operation] as const))(
  '%s: what nobody would send is described without an exception or a change',
  (_route, operation) => {
    expect(() => describeGarbage(operation, garbage)).not.toThrow();
  },
);

test('no route is given twice', () => {
  const given = openaiAdapter.operations.map(({ target }) => target.route);
  expect(new Set(given).size).toBe(given.length);
});

test.each([
  ['OpenAI', ['OpenAI'], undefined],
  ['AzureOpenAI', ['AzureOpenAI', 'OpenAI'], 'azure.ai.openai'],
  ['a class derived from AzureOpenAI', ['Mine', 'AzureOpenAI', 'OpenAI'], 'azure.ai.openai'],
  ['BedrockOpenAI', ['BedrockOpenAI', 'OpenAI'], 'aws.bedrock'],
])('the provider of %s', (_client, classNames, provider) => {
  expect(openaiAdapter.providerOf?.({ className: classNames[0] ?? '', classNames })).toBe(provider);
});

function operationOf({ folder }: MappingCase): Operation {
  const operation = openaiAdapter.operations.find(({ target }) => target.route === routes[folder]);
  if (operation === undefined) throw new Error(`No operation for the fixtures in ${folder}.`);
  return operation;
}
