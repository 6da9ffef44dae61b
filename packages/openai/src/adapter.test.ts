import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { openaiAdapter } from './adapter';

mappingContract({
  adapter: openaiAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
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
  },
});

test.each([
  ['OpenAI', ['OpenAI'], undefined],
  ['AzureOpenAI', ['AzureOpenAI', 'OpenAI'], 'azure.ai.openai'],
  ['a class derived from AzureOpenAI', ['Mine', 'AzureOpenAI', 'OpenAI'], 'azure.ai.openai'],
  ['BedrockOpenAI', ['BedrockOpenAI', 'OpenAI'], 'aws.bedrock'],
])('the provider of %s', (_client, classNames, provider) => {
  expect(openaiAdapter.providerOf?.({ className: classNames[0] ?? '', classNames, instance: {} })).toBe(provider);
});
