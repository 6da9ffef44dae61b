/** Converse and ConverseStream of Amazon Bedrock: one format for all models that chat there. */
import { describeConverseInput } from './bedrock-converse-content';
import { describeConversePrompt, describeConverseRequest } from './bedrock-converse-request';
import { describeConverseOutput, describeConverseResponse } from './bedrock-converse-response';
import { converseStream } from './bedrock-converse-stream';
import type { WireFormat } from './wire-format';

export const bedrockConverse = {
  name: 'chat',
  describeRequest: describeConverseRequest,
  describePrompt: describeConversePrompt,
  describeInput: describeConverseInput,
  describeResponse: describeConverseResponse,
  describeOutput: describeConverseOutput,
  stream: converseStream,
} satisfies WireFormat;
