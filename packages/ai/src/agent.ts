/** The functions that make an answer of one or several calls of a model, and run the tools that it asks for. */
import {
  asArray,
  asRecord,
  asString,
  copyJson,
  describeFailure,
  type FailureFacts,
  type FrameworkTarget,
  type InputContent,
  type JsonRecord,
  type MessagePart,
  type Operation,
  type OutputContent,
  type RequestFacts,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { agentStream } from './agent-stream';
import { describeParts } from './content-parts';
import { mapFinishReason } from './finish-reason';
import { describeMessages } from './prompt';

/** Until ai 6 `experimental_telemetry`, which ai 7 takes too. */
export function telemetryOf(body: unknown): JsonRecord | undefined {
  const { telemetry, experimental_telemetry: experimental } = asRecord(body) ?? {};
  return asRecord(telemetry) ?? asRecord(experimental);
}

export function invokeAgent(path: string): Operation<FrameworkTarget> {
  return {
    name: 'invoke_agent',
    target: { of: 'function', path, signalOf },
    isInProcess: true,
    describeRequest: ({ body }) => describeAgent(body),
    describeInput,
    describeResponse,
    describeOutput,
  };
}

export function streamAgent(path: string): Operation<FrameworkTarget> {
  return {
    ...invokeAgent(path),
    describeRequest: ({ body }) => ({ ...describeAgent(body), stream: true }),
    stream: agentStream as NonNullable<Operation['stream']>,
  };
}

/** An object that does not fit its schema is no error of the stream: it rejects a promise, which nobody may ask for, and is told here. */
export function streamObject(path: string): Operation<FrameworkTarget> {
  const operation = streamAgent(path);
  const read = (event: unknown): unknown => asRecord(event)?.error ?? undefined;
  return { ...operation, target: { ...operation.target, failureOf: { field: 'onFinish', read } } };
}

function signalOf(body: unknown): AbortSignal | undefined {
  const signal = asRecord(body)?.abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}

/** The name that the application gives to a call for its telemetry, or to the agent. */
function describeAgent(body: unknown): RequestFacts {
  return { agentName: asString(telemetryOf(body)?.functionId) ?? asString(asRecord(body)?.id) };
}

function describeInput(body: unknown): InputContent {
  const { system, instructions = system, prompt, messages } = asRecord(body) ?? {};
  const conversation = typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : (messages ?? prompt);
  return {
    instructions: describeInstructions(instructions),
    messages: conversation === undefined ? undefined : describeMessages(conversation),
  };
}

/** A text; since ai 6 also a system message or several. */
function describeInstructions(value: unknown): readonly MessagePart[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return describeParts(value);
  return (asArray(value) ?? [value]).flatMap((message) => describeParts(asRecord(message)?.content));
}

/** No usage: that of its calls is told by them. */
function describeResponse(value: unknown): ResponseFacts {
  const answer = asRecord(value) ?? {};
  const finishReason = mapFinishReason(answer.finishReason);
  return {
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    failure: (answer.failure as FailureFacts | undefined) ?? invalidCallOf(asArray(answer.steps)?.at(-1)),
  };
}

/** Since ai 5 the model is told of a tool call that is none, and may correct it; what the last step leaves is the outcome. */
function invalidCallOf(step: unknown): FailureFacts | undefined {
  const invalid = asArray(asRecord(step)?.content)?.find((part) => asRecord(part)?.invalid === true);
  return invalid === undefined ? undefined : describeFailure(asRecord(invalid)?.error);
}

function describeOutput(value: unknown): OutputContent {
  const answer = asRecord(value) ?? {};
  const text = asString(answer.text) ?? (answer.object === undefined ? undefined : JSON.stringify(copyJson(answer.object)));
  if (text === undefined || text === '') return {};
  const parts: MessagePart[] = [{ type: 'text', content: text }];
  return { messages: [{ role: 'assistant', parts, finish_reason: mapFinishReason(answer.finishReason) }] };
}
