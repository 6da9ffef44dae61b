import type { StainlessAdapter, RequestFacts } from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';
import { openaiCompletions } from '@genspan/wire-formats/openai-completions';
import { openaiEmbeddings } from '@genspan/wire-formats/openai-embeddings';
import { openaiImages } from '@genspan/wire-formats/openai-images';
import { openaiSpeech } from '@genspan/wire-formats/openai-speech';
import { openaiTranscription } from '@genspan/wire-formats/openai-transcription';
import { rerank } from './rerank';

/** Adapter of the Together AI SDK (`together-ai`), which speaks OpenAI's formats and a rerank of its own. */
export const togetherAdapter: StainlessAdapter = {
  provider: 'together_ai',
  module: { name: 'together-ai', versions: '>=0.23.0 <1.0.0', subpaths: ['client'] },
  seam: { kind: 'stainless', clientExport: 'Together' },
  operations: [
    {
      ...openaiChat,
      target: { route: 'POST /chat/completions' },
      describeRequest: (request) => withoutStreamUsage(openaiChat.describeRequest(request)),
    },
    {
      ...openaiCompletions,
      target: { route: 'POST /completions' },
      describeRequest: (request) => withoutStreamUsage(openaiCompletions.describeRequest(request)),
    },
    { ...openaiEmbeddings, target: { route: 'POST /embeddings' } },
    { ...openaiImages, target: { route: 'POST /images/generations' } },
    { ...openaiSpeech, target: { route: 'POST /audio/speech' } },
    { ...openaiTranscription, target: { route: 'POST /audio/transcriptions' } },
    { ...openaiTranscription, target: { route: 'POST /audio/translations' } },
    rerank,
  ],
};

/** Usage is in the last chunk of every stream: there is no option to ask for it. */
function withoutStreamUsage(facts: RequestFacts): RequestFacts {
  return { ...facts, streamUsageRequested: undefined };
}
