import type { StainlessAdapter, RequestFacts, RequestInput } from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';
import { openaiEmbeddings } from '@genspan/wire-formats/openai-embeddings';
import { openaiSpeech } from '@genspan/wire-formats/openai-speech';
import { openaiTranscription } from '@genspan/wire-formats/openai-transcription';

/** Adapter of the Groq SDK (`groq-sdk`), which speaks OpenAI's chat format. */
export const groqAdapter: StainlessAdapter = {
  provider: 'groq',
  module: { name: 'groq-sdk', versions: '>=1.0.0 <2.0.0', subpaths: ['client'] },
  seam: { kind: 'stainless', clientExport: 'Groq', pathPrefix: '/openai/v1' },
  operations: [
    { ...openaiChat, target: { route: 'POST /chat/completions' }, describeRequest: describeChatRequest },
    { ...openaiEmbeddings, target: { route: 'POST /embeddings' } },
    { ...openaiSpeech, target: { route: 'POST /audio/speech' } },
    { ...openaiTranscription, target: { route: 'POST /audio/transcriptions' } },
    { ...openaiTranscription, target: { route: 'POST /audio/translations' } },
  ],
};

/** Usage is in the last chunk of every stream, asked for or not. */
function describeChatRequest(request: RequestInput): RequestFacts {
  return { ...openaiChat.describeRequest(request), streamUsageRequested: undefined };
}
