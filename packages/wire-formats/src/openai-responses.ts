/** `POST /responses`: OpenAI's second dialect. */
import { describeResponsesPrompt, describeResponsesRequest } from './openai-responses-request';
import { describeResponsesInput, describeResponsesOutput, describeResponsesResponse } from './openai-responses-response';
import { responsesStream } from './openai-responses-stream';
import type { WireFormat } from './wire-format';

export const openaiResponses = {
  name: 'chat',
  describeRequest: describeResponsesRequest,
  describePrompt: describeResponsesPrompt,
  describeInput: describeResponsesInput,
  describeResponse: describeResponsesResponse,
  describeOutput: describeResponsesOutput,
  stream: responsesStream,
} satisfies WireFormat;
