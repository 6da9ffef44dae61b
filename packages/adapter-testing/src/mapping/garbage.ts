/** Values nobody would send: real ones, in which parts are replaced by values of any type. The same ones for the same seed. */
import { deepFreeze, type MappedOperation, type MappingCase } from './mapping-case';

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
const replacedShare = 0.08;

/** @returns frozen values: of every JSON type, some of none, and `count` made from the requests, answers and chunks of `cases`. */
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
  return [...leaves, ...others, nest(1_000), ...loops(), ...made].map(deepFreeze);
}

/** Gives each value to each function of an operation: as request, as answer, and as a chunk of one stream. */
export function describeGarbage(operation: MappedOperation, values: readonly unknown[]): void {
  const { stream } = operation;
  const state = stream?.initial();
  for (const value of values) {
    operation.describeRequest({ method: 'POST', path: '/', query: {}, body: value });
    operation.describePrompt?.(value);
    JSON.stringify([operation.describeInput?.(value), operation.describeResponse(value), operation.describeOutput?.(value)]);
    stream?.add(state, value);
  }
  stream?.isComplete(state);
  const assembled = stream?.assemble(state);
  JSON.stringify([operation.describeResponse(assembled), operation.describeOutput?.(assembled)]);
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

const contentFields = ['content', 'messages', 'input', 'output', 'tools', 'choices', 'delta', 'item', 'response', 'usage', 'error', 'data'];

function nest(levels: number): unknown {
  let content: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) content = [{ type: 'text', content }];
  return Object.fromEntries(contentFields.map((field) => [field, content]));
}

/** Values whose every field leads back to them. */
function loops(): unknown[] {
  return ['function_call', 'message', 'response.output_item.added', 'unheard_of'].map((type) => {
    const value: Record<string, unknown> = { type };
    for (const field of contentFields) value[field] = value;
    const list = Object.fromEntries(contentFields.map((field) => [field, [value]]));
    return { ...value, ...list };
  });
}
