/** Puts the events of a streamed response together to the response that a plain call returns. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface ResponsesStreamState {
  /** The response as the last event that carried one told it: whole with a terminal event. */
  response: JsonRecord;
  isTerminal: boolean;
  /** By `output_index`: used only when the terminal event is never seen. */
  readonly items: Map<number, ItemState>;
  error?: unknown;
}

interface ItemState {
  item: JsonRecord;
  isDone: boolean;
  readonly fields: Record<string, string>;
  readonly parts: Map<string, PartState>;
}

interface PartState {
  readonly kind: PartDelta;
  readonly index: number;
  text: string;
}

/** Where a delta belongs: `field` of part `part`, which lies in `list` of the item at the place that `indexName` tells. */
interface PartDelta {
  readonly itemType: string;
  readonly list: string;
  readonly indexName: string;
  readonly part: string;
  readonly field: string;
}

const partDeltas: Readonly<Record<string, PartDelta>> = {
  'response.output_text.delta': { itemType: 'message', list: 'content', indexName: 'content_index', part: 'output_text', field: 'text' },
  'response.refusal.delta': { itemType: 'message', list: 'content', indexName: 'content_index', part: 'refusal', field: 'refusal' },
  'response.reasoning_text.delta': {
    itemType: 'reasoning',
    list: 'content',
    indexName: 'content_index',
    part: 'reasoning_text',
    field: 'text',
  },
  'response.reasoning_summary_text.delta': {
    itemType: 'reasoning',
    list: 'summary',
    indexName: 'summary_index',
    part: 'summary_text',
    field: 'text',
  },
};

const fieldDeltas: Readonly<Record<string, { readonly itemType: string; readonly field: string }>> = {
  'response.function_call_arguments.delta': { itemType: 'function_call', field: 'arguments' },
  'response.custom_tool_call_input.delta': { itemType: 'custom_tool_call', field: 'input' },
  'response.mcp_call_arguments.delta': { itemType: 'mcp_call', field: 'arguments' },
  'response.code_interpreter_call_code.delta': { itemType: 'code_interpreter_call', field: 'code' },
};

const terminalEvents = ['response.completed', 'response.failed', 'response.incomplete', 'response.cancelled'];

export const responsesStream: StreamAssembly<ResponsesStreamState, unknown> = {
  initial: () => ({ response: {}, isTerminal: false, items: new Map() }),
  add(state, value) {
    const event = asRecord(value);
    const type = asString(event?.type);
    if (!event || state.isTerminal) return;
    const response = asRecord(event.response);
    if (response) state.response = { ...state.response, ...copyResponse(response) };
    if (type === undefined) {
      if (event.error !== undefined) state.error = copyJson(event.error);
    } else if (type === 'error') {
      state.error = copyJson(event.error ?? { code: event.code, message: event.message });
    } else if (terminalEvents.includes(type) && response) {
      state.isTerminal = true;
      state.items.clear();
    } else {
      addToItem(state, type, event);
    }
  },
  isComplete: (state) => state.isTerminal || state.error !== undefined,
  assemble(state) {
    if (state.isTerminal) return { ...state.response, ...(state.error === undefined ? {} : { error: state.error }) };
    const items = [...state.items].toSorted(([left], [right]) => left - right);
    return { ...state.response, status: 'cut_off', output: items.map(([, item]) => assembleItem(item)), error: state.error };
  },
};

/** Only what is read later: the answer echoes the request's instructions and tools. */
function copyResponse(response: JsonRecord): JsonRecord {
  const { id, object, model, status, error, incomplete_details, usage, service_tier, conversation, output } = response;
  const copy = copyJson({ id, object, model, status, error, incomplete_details, usage, service_tier, conversation, output });
  return asRecord(copy) ?? {};
}

function addToItem(state: ResponsesStreamState, type: string, event: JsonRecord): void {
  const index = asNumber(event.output_index) ?? 0;
  if (type === 'response.output_item.added' || type === 'response.output_item.done') {
    const item = asRecord(copyJson(event.item));
    if (item) state.items.set(index, { item, isDone: type.endsWith('.done'), fields: {}, parts: new Map() });
    return;
  }
  const delta = asString(event.delta);
  if (delta === undefined) return;
  const part = Object.hasOwn(partDeltas, type) ? partDeltas[type] : undefined;
  const field = Object.hasOwn(fieldDeltas, type) ? fieldDeltas[type] : undefined;
  if (part) addPartDelta(itemAt(state, index, part.itemType), part, asNumber(event[part.indexName]) ?? 0, delta);
  else if (field) {
    const { fields } = itemAt(state, index, field.itemType);
    fields[field.field] = (fields[field.field] ?? '') + delta;
  }
}

/** A stream that is resumed in its middle sends deltas of items that it never opened. */
function itemAt(state: ResponsesStreamState, index: number, type: string): ItemState {
  let known = state.items.get(index);
  if (!known) {
    known = { item: { type }, isDone: false, fields: {}, parts: new Map() };
    state.items.set(index, known);
  }
  return known;
}

function addPartDelta(item: ItemState, kind: PartDelta, index: number, delta: string): void {
  const key = `${kind.list} ${index}`;
  const known = item.parts.get(key);
  if (known) known.text += delta;
  else item.parts.set(key, { kind, index, text: delta });
}

function assembleItem({ item, isDone, fields, parts }: ItemState): JsonRecord {
  if (isDone) return item;
  const lists: Record<string, unknown[]> = {};
  for (const { kind, text } of [...parts.values()].toSorted((left, right) => left.index - right.index)) {
    (lists[kind.list] ??= [...(asArray(item[kind.list]) ?? [])]).push({ type: kind.part, [kind.field]: text });
  }
  return { ...item, ...fields, ...lists };
}
