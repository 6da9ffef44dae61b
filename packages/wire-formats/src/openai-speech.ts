/** `POST /audio/speech`: the answer is audio, whose bytes are the application's alone to read. */
import { asRecord, asString, type InputContent, type RequestFacts, type RequestInput, type ResponseFacts } from '@genspan/core/adapter';
import type { WireFormat } from './wire-format';

export const openaiSpeech = {
  name: 'generate_content',
  describeRequest: describeSpeechRequest,
  describeInput: describeSpeechInput,
  describeResponse: (): ResponseFacts => ({}),
} satisfies WireFormat;

function describeSpeechRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return { model: asString(request.model), stream: request.stream === true ? true : undefined, outputType: 'speech' };
}

function describeSpeechInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const text = asString(request.input);
  const instructions = asString(request.instructions);
  return {
    instructions: instructions ? [{ type: 'text', content: instructions }] : undefined,
    messages: text ? [{ role: 'user', parts: [{ type: 'text', content: text }] }] : undefined,
  };
}
