import { googleRoutes } from '../../provider/routes-google';
import { genaiDialect, genaiParams, makeGenaiClient } from '../google-dialect';
import type { SdkDescription } from '../scenario-set';
import { googleFailureScenarios } from '../scenarios/google-failure';
import { genaiScenarios } from '../scenarios/google-genai';
import { genaiInteractions } from '../scenarios/google-interactions';
import { googlePlainScenarios } from '../scenarios/google-plain';
import { googleStreamScenarios } from '../scenarios/google-stream';
import { invoke } from '../sdk';

export const googleGenai: SdkDescription = {
  packageName: '@google/genai',
  className: 'GoogleGenAI',
  wrappedMethod: 'Models.generateContentInternal',
  provider: 'gcp.gemini',
  createClient: makeGenaiClient,
  baseUrlSuffix: '',
  routes: googleRoutes('google-genai'),
  dialects: [],
  recorded: [
    {
      operation: 'generate-content',
      operationName: 'generate_content',
      method: 'models.generateContent',
      // 1.0 drops the id of the response.
      versions: '>=1.52',
      send: (client, { model, stream, ...request }) =>
        invoke(client, stream === true ? 'models.generateContentStream' : 'models.generateContent', genaiParams(model, request)),
    },
  ],
  specific: [
    ...googlePlainScenarios(genaiDialect),
    ...googleStreamScenarios(genaiDialect),
    ...googleFailureScenarios(genaiDialect),
    ...genaiScenarios,
    ...genaiInteractions,
  ],
};
