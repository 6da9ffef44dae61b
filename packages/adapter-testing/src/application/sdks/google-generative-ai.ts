import { googleRoutes } from '../../provider/routes-google';
import { seeded } from '../../seeds';
import { generativeAiDialect, generativeModel } from '../google-dialect';
import { completed } from '../scenario';
import type { SdkDescription } from '../scenario-set';
import { googleFailureScenarios } from '../scenarios/google-failure';
import { heldScenarios } from '../scenarios/google-held';
import { googlePlainScenarios } from '../scenarios/google-plain';
import { googleStreamScenarios } from '../scenarios/google-stream';
import { invoke, type SdkModule } from '../sdk';

export const googleGenerativeAi: SdkDescription = {
  packageName: '@google/generative-ai',
  className: 'GoogleGenerativeAI',
  wrappedMethod: 'GenerativeModel.generateContent',
  provider: 'gcp.gemini',
  createClient: (sdk: SdkModule) => new (sdk['GoogleGenerativeAI'] as new (apiKey: string) => object)('test-key'),
  baseUrlSuffix: '',
  routes: googleRoutes('google-generative-ai'),
  dialects: [],
  recorded: [],
  specific: [
    ...googlePlainScenarios(generativeAiDialect),
    ...googleStreamScenarios(generativeAiDialect),
    ...googleFailureScenarios(generativeAiDialect),
    ...heldScenarios(generativeModel),
    {
      name: 'embeddings',
      cases: 'single,seeded',
      calls: [completed('embeddings', { times: 2 })],
      async run(scene) {
        const model = generativeModel(scene);
        const content = { role: 'user', parts: [{ text: seeded.prompt }] };
        return [await invoke(model, 'embedContent', seeded.prompt), await invoke(model, 'batchEmbedContents', { requests: [{ content }] })];
      },
    },
  ],
};
