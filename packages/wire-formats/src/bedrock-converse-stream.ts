/** The events of ConverseStream, put together to the response that Converse returns. Each is a record with one field, its kind. */
import { asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface ConverseState {
  role: string | undefined;
  stopReason: string | undefined;
  readonly blocks: Map<number, BlockState>;
  /** Usage, trace and service tier come last, after the message has stopped. */
  metadata: JsonRecord | undefined;
  failure: JsonRecord | undefined;
}

interface BlockState {
  start: JsonRecord | undefined;
  text: string | undefined;
  reasoning: string | undefined;
  isRedacted: boolean;
  /** Tool input, which arrives as pieces of one JSON text. */
  json: string;
  readonly citations: unknown[];
  readonly more: unknown[];
}

export const converseStream: StreamAssembly<ConverseState, unknown> = {
  field: 'stream',
  initial: () => ({ role: undefined, stopReason: undefined, blocks: new Map(), metadata: undefined, failure: undefined }),
  add: addEvent,
  isComplete: (state) => state.metadata !== undefined || state.failure !== undefined,
  assemble: (state) => ({
    ...state.metadata,
    output: { message: { role: state.role, content: [...state.blocks.values()].map(assembleBlock) } },
    stopReason: state.stopReason,
    failure: state.failure,
  }),
};

function addEvent(state: ConverseState, value: unknown): void {
  const event = asRecord(value);
  if (event === undefined) return;
  const kind = Object.keys(event).find((key) => event[key] !== undefined);
  const content = kind === undefined ? undefined : asRecord(event[kind]);
  if (kind === undefined || content === undefined) return;
  switch (kind) {
    case 'messageStart':
      state.role = asString(content.role);
      break;
    case 'contentBlockStart':
      blockOf(state, content).start = asRecord(copyJson(content.start));
      break;
    case 'contentBlockDelta':
      addDelta(blockOf(state, content), asRecord(content.delta) ?? {});
      break;
    case 'messageStop':
      state.stopReason = asString(content.stopReason);
      break;
    case 'metadata':
      state.metadata = asRecord(copyJson(content));
      break;
    default:
      if (kind.endsWith('Exception')) state.failure = { type: asString(content.name) ?? kind, message: asString(content.message) };
  }
}

function blockOf(state: ConverseState, content: JsonRecord): BlockState {
  const index = asNumber(content.contentBlockIndex) ?? 0;
  let block = state.blocks.get(index);
  if (block === undefined) {
    block = { start: undefined, text: undefined, reasoning: undefined, isRedacted: false, json: '', citations: [], more: [] };
    state.blocks.set(index, block);
  }
  return block;
}

function addDelta(block: BlockState, delta: JsonRecord): void {
  if (typeof delta.text === 'string') block.text = (block.text ?? '') + delta.text;
  block.json += asString(asRecord(delta.toolUse)?.input) ?? '';
  const reasoning = asRecord(delta.reasoningContent);
  if (typeof reasoning?.text === 'string') block.reasoning = (block.reasoning ?? '') + reasoning.text;
  if (reasoning?.redactedContent !== undefined) block.isRedacted = true;
  if (delta.citation !== undefined) block.citations.push(copyJson(delta.citation));
  if (delta.toolResult !== undefined || delta.image !== undefined) block.more.push(copyJson(delta.toolResult ?? delta.image));
}

function assembleBlock({ start, text, reasoning, isRedacted, json, citations, more }: BlockState): JsonRecord {
  const toolUse = asRecord(start?.toolUse);
  if (toolUse !== undefined) return { toolUse: { ...toolUse, input: parseInput(json) } };
  const toolResult = asRecord(start?.toolResult);
  if (toolResult !== undefined) return { toolResult: { ...toolResult, content: more.flat() } };
  if (reasoning !== undefined) return { reasoningContent: { reasoningText: { text: reasoning } } };
  if (isRedacted) return { reasoningContent: { redactedContent: '' } };
  if (citations.length > 0) return { citationsContent: { content: text === undefined ? [] : [{ text }], citations } };
  if (text !== undefined) return { text };
  return start ?? {};
}

/** A stream that breaks off leaves half a JSON text: better shown as it came than lost. A tool without input is sent none at all. */
function parseInput(json: string): unknown {
  try {
    return json === '' ? {} : JSON.parse(json);
  } catch {
    return json;
  }
}
