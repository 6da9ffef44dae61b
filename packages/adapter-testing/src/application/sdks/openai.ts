import { openaiRoutes } from '../../provider/wire-route';
import { openaiChat, openaiResponses } from '../dialect';
import type { SdkDescription } from '../scenario-set';
import { openaiHelpers } from '../scenarios/openai-helpers';
import { audioFile, openaiOperations } from '../scenarios/openai-operations';
import { recordedChat } from '../scenarios/recorded';

export const openai: SdkDescription = {
  packageName: 'openai',
  className: 'OpenAI',
  provider: 'openai',
  baseUrlSuffix: '/v1',
  routes: openaiRoutes('openai'),
  dialects: [openaiChat, openaiResponses],
  recorded: [
    recordedChat,
    { operation: 'responses', operationName: 'chat', method: 'responses.create', versions: '>=4.87' },
    { operation: 'completions', operationName: 'text_completion', method: 'completions.create' },
    { operation: 'embeddings', operationName: 'embeddings', method: 'embeddings.create' },
    { operation: 'images', operationName: 'generate_content', method: 'images.generate', streamVersions: '>=5' },
    {
      operation: 'transcription',
      operationName: 'transcription',
      method: 'audio.transcriptions.create',
      // A multipart request of openai 4 tells no facts.
      versions: '>=5',
      more: async (scene) => ({ file: await audioFile(scene) }),
    },
    { operation: 'moderation', operationName: 'moderation', method: 'moderations.create' },
  ],
  specific: [...openaiOperations, ...openaiHelpers],
};
