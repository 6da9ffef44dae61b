/** Values nobody would send: real ones, in which parts are replaced by values of any type. The same ones for the same seed. */
import { deepFreeze, readBody } from './describe-case';
import type { MappedOperation, MappingCase } from './mapping-case';

const leaves: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1e308,
  Number.NaN,
  '',
  'text',
  '{"a":',
  'data:;base64,',
  [],
  {},
  [null],
  [[]],
];
const others: readonly unknown[] = [
  () => 1,
  Symbol('s'),
  10n,
  new Date(Number.NaN),
  new Uint8Array(3),
  new Map([['a', 1]]),
  Object.create(null),
];
/** Objects of the right names with values of the wrong type, one level deep and two. */
const misshapen: readonly unknown[] = [
  { messages: null, system: 7, tools: 'all', stop_sequences: [1], model: {} },
  { messages: {}, system: [null, 3, {}], tools: [null, 'x', {}] },
  { messages: [null, 1, [], { content: { type: 'text' } }, { role: 3, content: [{ type: 'tool_result', content: 9 }] }] },
  { content: 'text', usage: 'none', stop_reason: 1, error: 'failed', model: [] },
  { content: [null, { type: 'image', source: null }, { type: 'text', text: null }], usage: { input_tokens: '3' }, error: {} },
  { type: 'message_start' },
  { type: 'message_start', message: { usage: [], content: 3 } },
  { type: 'content_block_start', index: 'first', content_block: null },
  { type: 'content_block_delta', index: {}, delta: 4 },
  { type: 'message_delta', delta: 'd', usage: 'u' },
  { type: 'error', error: 'overloaded' },
];
const replacedShare = 0.08;

/** @returns frozen values: of any type, misshapen, deep and endless ones, and `count` made from the requests, answers and chunks of `cases`. */
export function makeGarbage(cases: readonly MappingCase[], count: number, seed = 1): unknown[] {
  const random = makeRandom(seed);
  const pick = (items: readonly unknown[]): unknown => items[Math.floor(random() * items.length)];
  const samples = cases.flatMap(({ request, plain, chunks }) => [request, plain, ...(chunks ?? [])]);
  const spoil = (value: unknown): unknown => {
    const chance = random();
    if (chance < replacedShare / 2) return pick(random() < 0.8 ? leaves : others);
    if (chance < replacedShare) return pick(samples);
    if (Array.isArray(value)) return value.map(spoil);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item)]));
  };
  const made = Array.from({ length: count }, () => spoil(pick(samples)));
  return [...leaves, ...others, ...misshapen, nest('text'), nest('tool_result'), ...loops(), ...made].map(deepFreeze);
}

/** Gives each value to each function of an operation: as request, as answer, as a stream's only chunk, and as one of all in one stream. */
export function describeGarbage(operation: MappedOperation, values: readonly unknown[]): void {
  for (const value of values) {
    for (const body of new Set([value, readBody(operation, value)])) describeGarbageRequest(operation, body);
    describeGarbageAnswer(operation, value);
    describeGarbageStream(operation, [value]);
  }
  describeGarbageStream(operation, values);
}

function describeGarbageRequest(operation: MappedOperation, body: unknown): void {
  operation.target.accepts?.(body);
  JSON.stringify([operation.describeRequest({ method: 'POST', path: '/', query: {}, body }), operation.describeInput?.(body)]);
  operation.describePrompt?.(body);
}

function describeGarbageStream(operation: MappedOperation, chunks: readonly unknown[]): void {
  const { stream } = operation;
  if (stream === undefined) return;
  const state = stream.initial();
  for (const chunk of chunks) stream.add(state, chunk);
  stream.isComplete(state);
  describeGarbageAnswer(operation, stream.assemble(state));
}

function describeGarbageAnswer(operation: MappedOperation, answer: unknown): void {
  JSON.stringify([operation.describeResponse(answer), operation.describeOutput?.(answer)]);
}

/** mulberry32 */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const contentFields = [
  ...['messages', 'input', 'system', 'tools', 'content', 'output', 'choices', 'delta', 'item', 'content_block'],
  ...['message', 'response', 'usage', 'error', 'data'],
];
const blockTypes = ['function_call', 'message', 'tool_result', 'response.output_item.added', 'unheard_of'];
const eventTypes = ['response.output_item.added', 'content_block_start'];

function withContent(content: unknown): Record<string, unknown> {
  return Object.fromEntries(contentFields.map((field) => [field, content]));
}

function nest(type: string): unknown {
  let content: unknown = 'deep';
  for (let level = 0; level < 1_000; level += 1) content = [{ type, content }];
  return { ...withContent(content), messages: [{ role: 'user', content }] };
}

/** Values whose every field leads back to them, themselves and inside messages, lists and events. */
function loops(): unknown[] {
  return blockTypes.flatMap((type) => {
    const single: Record<string, unknown> = { type };
    Object.assign(single, withContent(single));
    const listed: Record<string, unknown> = { type };
    Object.assign(listed, withContent([listed]));
    return [single, listed].flatMap((block) => [
      block,
      { type, ...withContent([block]), messages: [{ role: 'user', content: [block] }] },
      ...eventTypes.map((eventType) => ({ ...withContent(block), type: eventType, index: 0 })),
    ]);
  });
}
