/** Puts the chunks of a streamed chat completion together to the completion that a plain call returns. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface ChatStreamState {
  id?: string | undefined;
  model?: string | undefined;
  serviceTier?: string | undefined;
  systemFingerprint?: string | undefined;
  readonly choices: Map<number, ChoiceState>;
  usage?: unknown;
  /** `usage: null` in a chunk: the provider was asked for usage and will send it in a last chunk. */
  usageAnnounced: boolean;
  error?: unknown;
}

interface ChoiceState {
  role?: string | undefined;
  finishReason?: string | undefined;
  content?: string | undefined;
  refusal?: string | undefined;
  reasoning?: string | undefined;
  reasoningContent?: string | undefined;
  readonly toolCalls: CallState[];
  functionCall?: CallState;
  audio?: { id?: string | undefined; data?: string | undefined; transcript?: string | undefined };
  readonly executedTools: Map<number, Record<string, unknown>>;
  readonly images: unknown[];
}

interface CallState {
  readonly index?: number | undefined;
  id?: string;
  isCustom?: true;
  name: string;
  arguments: string;
}

export const chatStream: StreamAssembly<ChatStreamState, unknown> = {
  initial: () => ({ choices: new Map(), usageAnnounced: false }),
  add(state, value) {
    const chunk = asRecord(value);
    if (!chunk) return;
    // Azure's first chunk, of the prompt filter, has an empty id and model.
    state.id = asString(chunk.id) || state.id;
    state.model = asString(chunk.model) || state.model;
    state.serviceTier = asString(chunk.service_tier) ?? state.serviceTier;
    state.systemFingerprint = asString(chunk.system_fingerprint) ?? state.systemFingerprint;
    addUsage(state, chunk);
    const groq = asRecord(chunk.x_groq);
    const error = chunk.error ?? groq?.error;
    if (error !== null && error !== undefined) state.error = copyJson(error);
    for (const choice of asArray(chunk.choices) ?? []) addChoice(state, asRecord(choice));
  },
  isComplete(state) {
    if (state.error !== undefined) return true;
    const choices = [...state.choices.values()];
    const isFinished = choices.length > 0 && choices.every((choice) => choice.finishReason !== undefined);
    return isFinished && (!state.usageAnnounced || state.usage !== undefined);
  },
  assemble(state) {
    const choices = [...state.choices].toSorted(([left], [right]) => left - right);
    return {
      id: state.id,
      model: state.model,
      service_tier: state.serviceTier,
      system_fingerprint: state.systemFingerprint,
      choices: choices.map(([index, choice]) => assembleChoice(index, choice)),
      usage: state.usage,
      error: state.error,
    };
  },
};

function addUsage(state: ChatStreamState, chunk: JsonRecord): void {
  if (chunk.usage === null) state.usageAnnounced = true;
  // Groq: `x_groq`; Moonshot: inside the choice. Where several chunks tell it, each tells the sum so far.
  const usage = chunk.usage ?? asRecord(chunk.x_groq)?.usage ?? asRecord(asArray(chunk.choices)?.[0])?.usage;
  if (asRecord(usage)) state.usage = copyJson(usage);
}

function addChoice(state: ChatStreamState, choice: JsonRecord | undefined): void {
  if (!choice) return;
  const index = asNumber(choice.index) ?? 0;
  let known = state.choices.get(index);
  if (!known) {
    known = { toolCalls: [], executedTools: new Map(), images: [] };
    state.choices.set(index, known);
  }
  known.finishReason = asString(choice.finish_reason) ?? known.finishReason;
  const delta = asRecord(choice.delta);
  if (delta) addDelta(known, delta);
}

function addDelta(choice: ChoiceState, delta: JsonRecord): void {
  choice.role = asString(delta.role) || choice.role;
  choice.content = append(choice.content, delta.content);
  choice.refusal = append(choice.refusal, delta.refusal);
  choice.reasoning = append(choice.reasoning, delta.reasoning);
  choice.reasoningContent = append(choice.reasoningContent, delta.reasoning_content);
  for (const call of asArray(delta.tool_calls) ?? []) addToolCall(choice.toolCalls, asRecord(call));
  const functionCall = asRecord(delta.function_call);
  if (functionCall) addCallText((choice.functionCall ??= { name: '', arguments: '' }), functionCall.name, functionCall.arguments);
  addAudio(choice, asRecord(delta.audio));
  for (const tool of asArray(delta.executed_tools) ?? []) {
    const copy = asRecord(copyJson(tool));
    const index = asNumber(copy?.index) ?? 0;
    if (copy) choice.executedTools.set(index, { ...choice.executedTools.get(index), ...copy });
  }
  for (const image of asArray(delta.images) ?? []) choice.images.push(copyJson(image));
}

function append(text: string | undefined, more: unknown): string | undefined {
  return typeof more === 'string' ? (text ?? '') + more : text;
}

/** Told apart by index; without one, a delta that has an id opens a call and one that has none continues the last. */
function addToolCall(calls: CallState[], delta: JsonRecord | undefined): void {
  if (!delta) return;
  const index = asNumber(delta.index);
  const id = asString(delta.id) || undefined;
  const sameIndex = calls.findLast((call) => (index === undefined ? id === undefined || call.id === id : call.index === index));
  // Gemini's OpenAI endpoint sends parallel calls with one index and ids of their own.
  let call = sameIndex?.id !== undefined && id !== undefined && sameIndex.id !== id ? undefined : sameIndex;
  if (!call) calls.push((call = { index, name: '', arguments: '' }));
  if (id !== undefined) call.id = id;
  const custom = asRecord(delta.custom);
  if (custom) call.isCustom = true;
  const called = custom ?? asRecord(delta.function);
  addCallText(call, called?.name, custom ? custom.input : called?.arguments);
}

function addCallText(call: CallState, name: unknown, callArguments: unknown): void {
  // Some servers repeat the whole name in every chunk; none sends it in pieces.
  call.name = asString(name) || call.name;
  call.arguments += asString(callArguments) ?? '';
}

function addAudio(choice: ChoiceState, delta: JsonRecord | undefined): void {
  if (!delta) return;
  const audio = (choice.audio ??= {});
  audio.id = asString(delta.id) ?? audio.id;
  audio.data = append(audio.data, delta.data);
  audio.transcript = append(audio.transcript, delta.transcript);
}

function assembleChoice(index: number, choice: ChoiceState): JsonRecord {
  const { functionCall, toolCalls, executedTools, images } = choice;
  return {
    index,
    // A stream that ended without a reason was cut off.
    finish_reason: choice.finishReason ?? 'error',
    message: {
      role: choice.role ?? 'assistant',
      content: choice.content,
      refusal: choice.refusal,
      reasoning: choice.reasoning,
      reasoning_content: choice.reasoningContent,
      audio: choice.audio,
      function_call: functionCall && { name: functionCall.name, arguments: functionCall.arguments },
      tool_calls: toolCalls.toSorted((left, right) => (left.index ?? 0) - (right.index ?? 0)).map(assembleToolCall),
      executed_tools: [...executedTools.values()],
      images,
    },
  };
}

function assembleToolCall(call: CallState): JsonRecord {
  return call.isCustom
    ? { id: call.id, type: 'custom', custom: { name: call.name, input: call.arguments } }
    : { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } };
}
