/** The events of a streamed message, put together as the message that a plain call returns. */
import { asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface MessageAssembly {
  /** Of `message_start`, completed by `message_delta`. */
  message: Record<string, unknown>;
  usage: Record<string, unknown>;
  readonly blocks: Map<number, BlockAssembly>;
  error: JsonRecord | undefined;
  stopped: boolean;
}

interface BlockAssembly {
  readonly start: JsonRecord;
  /** What the deltas replace or extend. */
  readonly grown: Record<string, string>;
  /** Tool input, which arrives as pieces of one JSON text. */
  json: string;
}

export const messageStream: StreamAssembly<MessageAssembly, unknown> = {
  initial: () => ({ message: {}, usage: {}, blocks: new Map(), error: undefined, stopped: false }),
  add: addEvent,
  isComplete: (state) => state.stopped || typeof state.message.stop_reason === 'string',
  assemble: assembleMessage,
};

function addEvent(state: MessageAssembly, chunk: unknown): void {
  const event = asRecord(chunk);
  switch (event?.type) {
    case 'message_start':
      startMessage(state, asRecord(event.message));
      break;
    case 'content_block_start':
      startBlock(state, event);
      break;
    case 'content_block_delta':
      growBlock(state, event);
      break;
    case 'message_delta':
      // All counts are running totals: the last value wins.
      assignPresent(state.usage, asRecord(event.usage));
      assignPresent(state.message, asRecord(event.delta));
      break;
    case 'message_stop':
      state.stopped = true;
      break;
    case 'error':
      state.error = asRecord(copyJson(event.error)) ?? {};
      break;
  }
}

function startMessage(state: MessageAssembly, message: JsonRecord | undefined): void {
  // Output counted so far is not the output of the call: it is known only when a `message_delta` tells it.
  const { output_tokens: _soFar, output_tokens_details: _details, ...usage } = asRecord(message?.usage) ?? {};
  assignPresent(state.usage, usage);
  const { usage: _usage, content: _content, ...rest } = message ?? {};
  assignPresent(state.message, rest);
}

function startBlock(state: MessageAssembly, event: JsonRecord): void {
  const index = asNumber(event.index);
  const block = asRecord(copyJson(event.content_block));
  if (index === undefined || block === undefined) return;
  state.blocks.set(index, { start: block, grown: {}, json: '' });
  // From here on another model answers, which a plain call names as its model.
  const fallback = block.type === 'fallback' ? asString(asRecord(block.to)?.model) : undefined;
  if (fallback !== undefined) state.message.model = fallback;
}

function growBlock(state: MessageAssembly, event: JsonRecord): void {
  const block = state.blocks.get(asNumber(event.index) ?? -1);
  const delta = asRecord(event.delta);
  if (block === undefined || delta === undefined) return;
  switch (delta.type) {
    case 'text_delta':
      extend(block, 'text', delta.text);
      break;
    case 'thinking_delta':
      extend(block, 'thinking', delta.thinking);
      break;
    case 'input_json_delta':
      block.json += asString(delta.partial_json) ?? '';
      break;
    case 'compaction_delta':
      if (typeof delta.content === 'string') block.grown.content = delta.content;
      break;
  }
}

function extend(block: BlockAssembly, field: string, piece: unknown): void {
  block.grown[field] = (block.grown[field] ?? asString(block.start[field]) ?? '') + (asString(piece) ?? '');
}

function assembleMessage(state: MessageAssembly): unknown {
  return {
    ...state.message,
    content: [...state.blocks.values()].map(assembleBlock),
    usage: state.usage,
    ...(state.error === undefined ? {} : { error: state.error }),
  };
}

function assembleBlock({ start, grown, json }: BlockAssembly): JsonRecord {
  return { ...start, ...grown, ...(json === '' ? {} : { input: parseInput(json) }) };
}

/** A stream that breaks off leaves half a JSON text: better shown as it came than lost. */
function parseInput(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** `null` means "does not apply" in an event, and must not wipe out what an earlier one said. */
function assignPresent(target: Record<string, unknown>, source: JsonRecord | undefined): void {
  for (const [key, value] of Object.entries(source ?? {})) {
    if (value !== null && value !== undefined) target[key] = copyJson(value);
  }
}
