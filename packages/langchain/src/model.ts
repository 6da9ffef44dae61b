/** Runs of models, which are calls of a provider: chat models and those that complete texts. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyTool,
  defineOperation,
  type EventTarget,
  type InputContent,
  type JsonRecord,
  type Message,
  type Operation,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeMessage, describeMessages } from './messages';
import { mapProviderName, providerOfClass } from './provider-name';
import { conversationIdOf, type RunBody } from './run-body';
import { describeTokenUsage, describeUsage } from './usage';

/** `prompt` of a model that completes texts, `messages` of a chat model. */
export interface ModelBody extends RunBody {
  readonly prompt?: unknown;
  readonly messages?: unknown;
  /** `['langchain', 'llms', 'openai', 'OpenAI']` */
  readonly classPath: unknown;
  /** `{ invocation_params, options }`: what goes to the provider, in its words or LangChain's. */
  readonly parameters: unknown;
}

export const chatModel: Operation<EventTarget> = defineOperation({
  name: 'chat',
  target: { event: 'chat model' },
  describeRequest,
  describeInput: (body): InputContent => {
    const { messages, parameters } = (asRecord(body) ?? {}) as Partial<ModelBody>;
    return { messages: describeMessages(messages), tools: asArray(invocationOf(parameters).tools)?.map(copyTool) };
  },
  describeResponse,
  describeOutput,
});

export const textModel: Operation<EventTarget> = defineOperation({
  name: 'text_completion',
  target: { event: 'LLM' },
  describeRequest,
  describeInput: (body): InputContent => {
    const prompt = asString(asRecord(body)?.prompt);
    return prompt === undefined ? {} : { messages: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }] };
  },
  describeResponse,
  describeOutput,
});

function invocationOf(parameters: unknown): JsonRecord {
  return asRecord(asRecord(parameters)?.invocation_params) ?? {};
}

function describeRequest({ body }: RequestInput): RequestFacts {
  const { metadata, parameters, classPath } = (asRecord(body) ?? {}) as Partial<ModelBody>;
  const invocation = invocationOf(parameters);
  const told = asRecord(metadata) ?? {};
  const choiceCount = asNumber(invocation.n);
  return {
    provider: mapProviderName(asString(told.ls_provider)) ?? providerOfClass(asArray(classPath) ?? []),
    model: asString(told.ls_model_name) ?? asString(invocation.model) ?? asString(invocation.model_name),
    temperature: asNumber(told.ls_temperature) ?? asNumber(invocation.temperature),
    maxTokens: asNumber(told.ls_max_tokens) ?? asNumber(invocation.max_tokens) ?? asNumber(invocation.max_completion_tokens),
    stopSequences: describeStop(told.ls_stop ?? invocation.stop),
    topP: asNumber(invocation.top_p),
    topK: asNumber(invocation.top_k),
    seed: asNumber(invocation.seed),
    frequencyPenalty: asNumber(invocation.frequency_penalty),
    presencePenalty: asNumber(invocation.presence_penalty),
    choiceCount: choiceCount === 1 ? undefined : choiceCount,
    conversationId: conversationIdOf(metadata),
  };
}

function describeStop(value: unknown): readonly string[] | undefined {
  const stops = (asArray(value) ?? [value]).filter((stop) => typeof stop === 'string');
  return stops.length > 0 ? stops : undefined;
}

/** Of an `LLMResult`: one prompt with its choices, since LangChain tells of each prompt as a run of its own. */
function choicesOf(result: unknown): readonly JsonRecord[] {
  const [choices] = asArray(asRecord(result)?.generations) ?? [];
  return (asArray(choices) ?? []).map((choice) => asRecord(choice) ?? {});
}

function describeResponse(result: unknown): ResponseFacts {
  const choices = choicesOf(result);
  const message = asRecord(choices[0]?.message);
  const metadata = asRecord(message?.response_metadata) ?? {};
  const reasons = choices.map(finishReasonOf).filter((reason) => reason !== undefined);
  const id = asString(message?.id);
  return {
    // Where the provider gives none, LangChain makes one of its own run.
    id: id === undefined || id.startsWith('run-') ? asString(metadata.id) : id,
    model: asString(metadata.model_name) ?? asString(metadata.model),
    finishReasons: reasons.length > 0 ? reasons : undefined,
    usage: describeUsage(message?.usage_metadata) ?? describeTokenUsage(asRecord(asRecord(result)?.llmOutput)?.tokenUsage),
    systemFingerprint: asString(metadata.system_fingerprint),
  };
}

const finishReasons: Readonly<Record<string, string>> = {
  tool_calls: 'tool_call',
  tool_use: 'tool_call',
  function_call: 'tool_call',
  end_turn: 'stop',
  stop_sequence: 'stop',
  STOP: 'stop',
  max_tokens: 'length',
  MAX_TOKENS: 'length',
};

function finishReasonOf(choice: JsonRecord): string | undefined {
  const metadata = asRecord(asRecord(choice.message)?.response_metadata) ?? {};
  const info = asRecord(choice.generationInfo) ?? {};
  const candidates = [metadata.finish_reason, metadata.stop_reason, metadata.finishReason, info.finish_reason, info.finishReason];
  const reason = candidates.map(asString).find((candidate) => candidate !== undefined);
  return reason !== undefined && Object.hasOwn(finishReasons, reason) ? finishReasons[reason] : reason;
}

function describeOutput(result: unknown): OutputContent {
  const messages = choicesOf(result).map(describeChoice);
  return { messages: messages.length > 0 ? messages : undefined };
}

function describeChoice(choice: JsonRecord): Message {
  const text = asString(choice.text);
  const message =
    choice.message === undefined
      ? { role: 'assistant', parts: text === undefined ? [] : [{ type: 'text' as const, content: text }] }
      : describeMessage(choice.message);
  return { ...message, finish_reason: finishReasonOf(choice) };
}
