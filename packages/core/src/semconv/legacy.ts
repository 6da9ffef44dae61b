/** What v0.1.0 of the conventions removed and dashboards made for v1.28 to v1.41 still read. */
import { METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_INPUT_TOKENS } from './generated';

export const ATTR_GEN_AI_TOKEN_TYPE = 'gen_ai.token.type';
export const GEN_AI_TOKEN_TYPE_VALUE_INPUT = 'input';
export const GEN_AI_TOKEN_TYPE_VALUE_OUTPUT = 'output';

export const METRIC_GEN_AI_CLIENT_TOKEN_USAGE = {
  name: 'gen_ai.client.token.usage',
  instrument: 'histogram',
  unit: '{token}',
  valueType: 'int',
  bucketBoundaries: METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_INPUT_TOKENS.bucketBoundaries,
} as const;
