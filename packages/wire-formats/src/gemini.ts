/** `models/{}:generateContent` and its stream, as the Gemini API and Vertex AI speak it. */
import { describeGeminiInput, describeGeminiPrompt, describeGeminiRequest } from './gemini-request';
import { describeGeminiOutput, describeGeminiResponse } from './gemini-response';
import { geminiStream } from './gemini-stream';
import type { WireFormat } from './wire-format';

export { mediaPart } from './gemini-content';
export { describeModelName, type GeminiRequest } from './gemini-request';

export const geminiContent = {
  name: 'generate_content',
  describeRequest: describeGeminiRequest,
  describePrompt: describeGeminiPrompt,
  describeInput: describeGeminiInput,
  describeResponse: describeGeminiResponse,
  describeOutput: describeGeminiOutput,
  stream: geminiStream,
} satisfies WireFormat;
