import { asRecord, asString, describeFailure, type FailureFacts, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

interface AgentState {
  /** Of the last step, or the JSON of an object. */
  text: string;
  finishReason: string | undefined;
  failure: FailureFacts | undefined;
  /** Of a tool call in the last step. */
  invalidCall: FailureFacts | undefined;
}

/** The stream behind all those that the application can take of an answer (`textStream`, `fullStream`, responses). */
export const agentStream: StreamAssembly<AgentState, unknown> = {
  placeOf: placeOfStream,
  initial: () => ({ text: '', finishReason: undefined, failure: undefined, invalidCall: undefined }),
  add: addPart,
  isComplete: ({ finishReason }) => finishReason !== undefined,
  assemble: ({ text, finishReason, failure, invalidCall }) => ({ text, finishReason, failure: failure ?? invalidCall }),
};

/** In ai 4.0 it is put together in an object of its own, and there is no `baseStream`. */
function placeOfStream(answer: unknown): { readonly holder: object; readonly field: string } | undefined {
  const result = asRecord(answer);
  if (result === undefined) return undefined;
  if (result.baseStream !== undefined) return { holder: result, field: 'baseStream' };
  const stitchable = asRecord(result.stitchableStream);
  return stitchable === undefined ? undefined : { holder: stitchable, field: 'stream' };
}

function addPart(state: AgentState, chunk: unknown): void {
  const outer = asRecord(chunk) ?? {};
  // Since ai 4.1 a part comes with the output that it completes.
  const part: JsonRecord = asRecord(outer.part) ?? outer;
  switch (part.type) {
    case 'step-start':
    case 'start-step':
      state.text = '';
      state.invalidCall = undefined;
      return;
    case 'text-delta':
      state.text += asString(part.text) ?? asString(part.textDelta) ?? '';
      return;
    case 'tool-call':
      if (part.invalid === true) state.invalidCall = describeFailure(part.error);
      return;
    case 'error':
      state.failure ??= describeFailure(part.error);
      return;
    case 'finish':
      state.finishReason = asString(part.finishReason) ?? 'unknown';
  }
}
