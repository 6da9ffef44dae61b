import {
  asRecord,
  asString,
  copyJson,
  describeFailure,
  type FailureFacts,
  type JsonRecord,
  type StreamAssembly,
} from '@genspan/core/adapter';

interface TextPart {
  readonly type: 'text' | 'reasoning';
  text: string;
}

interface ChatState {
  readonly content: unknown[];
  /** Texts that are still growing, by their ids; in ai 4 they have none. */
  readonly open: Map<string, TextPart>;
  response: JsonRecord | undefined;
  finish: JsonRecord | undefined;
  failure: FailureFacts | undefined;
}

/** Puts the parts of a model's stream together into the answer of `doGenerate` of ai 5 and later. */
export const chatStream: StreamAssembly<ChatState, unknown> = {
  field: 'stream',
  initial: () => ({ content: [], open: new Map(), response: undefined, finish: undefined, failure: undefined }),
  isOfSdk: (part) => asRecord(part)?.type === 'stream-start',
  add: addPart,
  isComplete: ({ finish }) => finish !== undefined,
  assemble: ({ content, response, finish, failure }) => ({ ...finish, content, response, failure }),
};

function addPart(state: ChatState, value: unknown): void {
  const part = asRecord(value) ?? {};
  switch (part.type) {
    case 'text-delta':
      return addText(state, 'text', part);
    case 'reasoning-delta':
    // The one of ai 4.
    case 'reasoning':
      return addText(state, 'reasoning', part);
    case 'text-end':
    case 'reasoning-end':
      state.open.delete(keyOf(part.type.split('-')[0], part));
      return;
    case 'tool-call':
    case 'tool-result':
    case 'file':
    case 'reasoning-file':
      // What comes after is a part of its own, in ai 4 too.
      state.open.clear();
      state.content.push(copyPart(part));
      return;
    case 'response-metadata':
      state.response = { ...state.response, ...known({ id: asString(part.id), modelId: asString(part.modelId) }) };
      return;
    case 'finish':
      state.finish = asRecord(copyJson({ finishReason: part.finishReason, usage: part.usage, providerMetadata: part.providerMetadata }));
      return;
    case 'error':
      state.failure ??= describeFailure(part.error);
  }
}

function addText(state: ChatState, type: TextPart['type'], part: JsonRecord): void {
  const delta = asString(part.delta) ?? asString(part.textDelta) ?? '';
  const key = keyOf(type, part);
  const open = state.open.get(key);
  if (open !== undefined) {
    open.text += delta;
    return;
  }
  const started: TextPart = { type, text: delta };
  // Without ids a text ends where another kind begins.
  if (part.id === undefined) state.open.clear();
  state.open.set(key, started);
  state.content.push(started);
}

function keyOf(type: string | undefined, part: JsonRecord): string {
  return `${type} ${asString(part.id) ?? ''}`;
}

/** Bytes of a file have no JSON form; they are not changed once they are sent. */
function copyPart(part: JsonRecord): unknown {
  const { data, ...fields } = part;
  const copy = asRecord(copyJson(fields));
  return data === undefined ? copy : { ...copy, data };
}

function known(fields: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
