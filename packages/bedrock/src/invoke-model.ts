/** InvokeModel and InvokeModelWithResponseStream: the formats of the models' makers, wrapped in bytes. */
import {
  asNumber,
  asRecord,
  asString,
  type CommandTarget,
  type JsonRecord,
  type Operation,
  type RequestInput,
  type StreamAssembly,
  type Usage,
} from '@genspan/core/adapter';
import { describeGuardrailId, describeModelId } from '@genspan/wire-formats/bedrock-model-id';
import { byteLengthOf, decodeBody } from './decode-body';
import { isOfFamily, type ModelFamily } from './model-families';

/** What the describing functions read of a command's input. */
interface InvokedModel {
  readonly input: JsonRecord;
  readonly modelId: string;
  /** `undefined` where it cannot be read. */
  readonly json: JsonRecord | undefined;
}

export interface InvokeStreamState {
  /** Of the family's own format. */
  readonly inner: unknown;
  metrics: JsonRecord | undefined;
  failure: JsonRecord | undefined;
}

export function invokeModel(family: ModelFamily): Operation<CommandTarget>[] {
  const { stream } = family.format;
  const plain = operationOf(family, 'InvokeModelCommand');
  if (stream === undefined) return [plain];
  const streamed = operationOf(family, 'InvokeModelWithResponseStreamCommand');
  return [
    plain,
    {
      ...streamed,
      describeRequest: (request) => ({ ...streamed.describeRequest(request), stream: true }),
      stream: assembleBytes(stream),
    } as Operation<CommandTarget>,
  ];
}

function operationOf(family: ModelFamily, command: string): Operation<CommandTarget> {
  const { format } = family;
  return {
    name: format.name,
    target: { command, bodyOf, accepts: (body) => isOfFamily(family, asInvoked(body).modelId, asInvoked(body).json) },
    describeRequest: ({ body }: RequestInput) => {
      const { input, modelId, json } = asInvoked(body);
      return {
        ...(json && format.describeRequest({ body: json })),
        model: modelId === '' ? undefined : modelId,
        stream: undefined,
        serviceTier: asString(input.serviceTier),
        guardrailId: describeGuardrailId(input.guardrailIdentifier),
        guardrailVersion: asString(input.guardrailVersion),
      };
    },
    describePrompt: (body) => format.describePrompt?.(asInvoked(body).json) ?? {},
    describeInput: (body) => {
      const { input, json } = asInvoked(body);
      return json === undefined ? describeUnread(input.body) : (format.describeInput?.(json) ?? {});
    },
    describeResponse: (output) => {
      const { body, serviceTier, metrics, failure } = asRecord(output) ?? {};
      const facts = format.describeResponse(decodeBody(body) ?? {});
      return {
        ...facts,
        usage: facts.usage ?? describeMetrics(asRecord(metrics)),
        serviceTier: asString(serviceTier) ?? facts.serviceTier,
        failure: facts.failure ?? describeFailure(asRecord(failure)),
      };
    },
    describeOutput: (output) => format.describeOutput?.(decodeBody(asRecord(output)?.body) ?? {}) ?? {},
    describeHeaders,
  };
}

function bodyOf(value: unknown): InvokedModel {
  const input = asRecord(value) ?? {};
  return { input, modelId: describeModelId(input.modelId) ?? '', json: decodeBody(input.body) };
}

/** The adapter's functions may be given anything. */
function asInvoked(value: unknown): InvokedModel {
  const invoked = asRecord(value);
  return { input: asRecord(invoked?.input) ?? {}, modelId: asString(invoked?.modelId) ?? '', json: asRecord(invoked?.json) };
}

/** A prompt that is not read is at least seen. */
function describeUnread(body: unknown): { messages?: [{ role: string; parts: [{ type: string; byte_length: number }] }] } {
  const byteLength = byteLengthOf(body);
  return byteLength === undefined ? {} : { messages: [{ role: 'user', parts: [{ type: 'unread_body', byte_length: byteLength }] }] };
}

/** `amazon-bedrock-invocationMetrics`, in the last chunk. */
function describeMetrics(metrics: JsonRecord | undefined): Usage | undefined {
  const inputTokens = asNumber(metrics?.inputTokenCount);
  return inputTokens === undefined ? undefined : { inputTokens, outputTokens: asNumber(metrics?.outputTokenCount) };
}

function describeHeaders(headers: JsonRecord): Usage | undefined {
  const count = (name: string): number | undefined => {
    const text = asString(headers[`x-amzn-bedrock-${name}-token-count`]);
    return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
  };
  const inputTokens = count('input');
  return inputTokens === undefined ? undefined : { inputTokens, outputTokens: count('output') };
}

function describeFailure(failure: JsonRecord | undefined): { type: string; message: string | undefined } | undefined {
  return failure && { type: asString(failure.type) ?? '_OTHER', message: asString(failure.message) };
}

/** Chunks are `{ chunk: { bytes } }`, each an event of the family's own stream. */
function assembleBytes(stream: StreamAssembly<unknown, unknown>): StreamAssembly<InvokeStreamState, unknown> {
  return {
    field: 'body',
    initial: () => ({ inner: stream.initial(), metrics: undefined, failure: undefined }),
    add(state, value) {
      const member = asRecord(value) ?? {};
      const event = decodeBody(asRecord(member.chunk)?.bytes);
      if (event !== undefined) {
        const { 'amazon-bedrock-invocationMetrics': metrics, ...rest } = event;
        state.metrics = asRecord(metrics) ?? state.metrics;
        stream.add(state.inner, rest);
        return;
      }
      const kind = Object.keys(member).find((key) => key.endsWith('Exception') && asRecord(member[key]) !== undefined);
      if (kind !== undefined) state.failure = { type: kind, message: asString(asRecord(member[kind])?.message) };
    },
    isComplete: (state) => state.metrics !== undefined || state.failure !== undefined || stream.isComplete(state.inner),
    assemble: ({ inner, metrics, failure }) => ({ body: stream.assemble(inner), metrics, failure }),
  };
}
