import type { ClientInput, StainlessAdapter, ProviderName } from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';
import { openaiCompletions } from '@genspan/wire-formats/openai-completions';
import { openaiEmbeddings } from '@genspan/wire-formats/openai-embeddings';
import { openaiImages } from '@genspan/wire-formats/openai-images';
import { openaiResponses } from '@genspan/wire-formats/openai-responses';
import { openaiSpeech } from '@genspan/wire-formats/openai-speech';
import { openaiTranscription } from '@genspan/wire-formats/openai-transcription';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { fetchResponse } from './fetch-response';
import { moderation } from './moderation';
import { vectorStoreSearch } from './vector-store-search';

const chat: WireFormat = {
  ...openaiChat,
  describeRequest: (request) => ({ ...openaiChat.describeRequest(request), openaiApiType: 'chat_completions' }),
};
const responses: WireFormat = {
  ...openaiResponses,
  describeRequest: (request) => ({ ...openaiResponses.describeRequest(request), openaiApiType: 'responses' }),
};

/** Adapter of the OpenAI SDK (`openai`), whatever host its client talks to. */
export const openaiAdapter: StainlessAdapter = {
  provider: 'openai',
  module: { name: 'openai', versions: '>=4.20.0 <8.0.0', subpaths: ['client'] },
  seam: { kind: 'stainless', clientExport: 'OpenAI' },
  providerOf,
  operations: [
    { ...chat, target: { route: 'POST /chat/completions' } },
    { ...responses, target: { route: 'POST /responses' } },
    { ...responses, target: { route: 'POST /responses/compact' } },
    fetchResponse,
    { ...openaiCompletions, target: { route: 'POST /completions' } },
    { ...openaiEmbeddings, target: { route: 'POST /embeddings' } },
    { ...openaiImages, target: { route: 'POST /images/generations' } },
    { ...openaiImages, target: { route: 'POST /images/edits' } },
    { ...openaiImages, target: { route: 'POST /images/variations' } },
    { ...openaiSpeech, target: { route: 'POST /audio/speech' } },
    { ...openaiTranscription, target: { route: 'POST /audio/transcriptions' } },
    { ...openaiTranscription, target: { route: 'POST /audio/translations' } },
    moderation,
    vectorStoreSearch,
  ],
};

function providerOf({ classNames }: ClientInput): ProviderName | undefined {
  if (classNames.includes('AzureOpenAI')) return 'azure.ai.openai';
  return classNames.includes('BedrockOpenAI') ? 'aws.bedrock' : undefined;
}
