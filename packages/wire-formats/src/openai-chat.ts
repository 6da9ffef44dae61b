/** `POST /chat/completions`: OpenAI's first dialect, spoken by most providers and gateways. */
import { describeChatInput } from './openai-chat-messages';
import { describeChatPrompt, describeChatRequest } from './openai-chat-request';
import { describeChatOutput, describeChatResponse } from './openai-chat-response';
import { chatStream } from './openai-chat-stream';
import type { WireFormat } from './wire-format';

export const openaiChat = {
  name: 'chat',
  describeRequest: describeChatRequest,
  describePrompt: describeChatPrompt,
  describeInput: describeChatInput,
  describeResponse: describeChatResponse,
  describeOutput: describeChatOutput,
  stream: chatStream,
} satisfies WireFormat;
