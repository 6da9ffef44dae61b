import { googleRoutes } from '../../provider/routes-google';
import { makeVertexaiClient, vertexaiDialect, vertexModel } from '../google-dialect';
import type { SdkDescription } from '../scenario-set';
import { googleFailureScenarios } from '../scenarios/google-failure';
import { heldScenarios } from '../scenarios/google-held';
import { googlePlainScenarios } from '../scenarios/google-plain';
import { googleStreamScenarios } from '../scenarios/google-stream';

export const googleVertexai: SdkDescription = {
  packageName: '@google-cloud/vertexai',
  className: 'VertexAI',
  wrappedMethod: 'GenerativeModel.generateContent',
  provider: 'gcp.vertex_ai',
  createClient: makeVertexaiClient,
  baseUrlSuffix: '',
  routes: googleRoutes('google-vertexai'),
  dialects: [],
  recorded: [],
  specific: [
    ...googlePlainScenarios(vertexaiDialect),
    ...googleStreamScenarios(vertexaiDialect),
    ...googleFailureScenarios(vertexaiDialect),
    ...heldScenarios((scene) => vertexModel(scene)),
  ],
};
