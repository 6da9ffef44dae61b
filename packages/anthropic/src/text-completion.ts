/** `POST /v1/complete`, the API before messages: in the SDK up to its last 0.x. It reports no usage. */
import {
  asNumber,
  asRecord,
  asString,
  type InputContent,
  type Operation,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
  type StreamAssembly,
} from '@genspan/core/adapter';
import { describeSampling, mapStopReason } from '@genspan/wire-formats/anthropic-messages';

interface CompletionAssembly {
  id: string | undefined;
  model: string | undefined;
  completion: string;
  stop_reason: string | undefined;
}

const stream: StreamAssembly<CompletionAssembly, unknown> = {
  initial: () => ({ id: undefined, model: undefined, completion: '', stop_reason: undefined }),
  add(state, chunk) {
    const event = asRecord(chunk);
    state.id = asString(event?.id) ?? state.id;
    state.model = asString(event?.model) ?? state.model;
    state.completion += asString(event?.completion) ?? '';
    state.stop_reason = asString(event?.stop_reason) ?? state.stop_reason;
  },
  isComplete: (state) => state.stop_reason !== undefined,
  assemble: (state) => ({ ...state }),
};

export const textCompletion = {
  name: 'text_completion',
  describeRequest,
  describeInput,
  describeResponse,
  describeOutput,
  stream,
} satisfies Omit<Operation, 'target'>;

function describeRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return { ...describeSampling(request), maxTokens: asNumber(request.max_tokens_to_sample) };
}

function describeInput(body: unknown): InputContent {
  const prompt = asString(asRecord(body)?.prompt);
  return prompt === undefined ? {} : { messages: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }] };
}

function describeResponse(value: unknown): ResponseFacts {
  const response = asRecord(value);
  return { id: asString(response?.id), model: asString(response?.model), finishReasons: finishReasons(response?.stop_reason) };
}

function describeOutput(value: unknown): OutputContent {
  const response = asRecord(value);
  const content = asString(response?.completion);
  if (content === undefined || content === '') return {};
  const [finish_reason] = finishReasons(response?.stop_reason) ?? [];
  return { messages: [{ role: 'assistant', parts: [{ type: 'text', content }], finish_reason }] };
}

function finishReasons(stopReason: unknown): readonly string[] | undefined {
  return typeof stopReason === 'string' ? [mapStopReason(stopReason)] : undefined;
}
