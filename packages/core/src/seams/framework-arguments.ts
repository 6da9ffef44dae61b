import { isThenable } from '../call/thenable';
import { asRecord, type JsonRecord } from '../json';
import type { Method } from '../patch/patch-registry';

/**
 * The arguments with copies of the tools whose method is followed; the application's own tools and arguments are not touched. `undefined`
 * where no tool has the method.
 */
export function followTools(
  args: readonly unknown[],
  field: string,
  tools: JsonRecord,
  method: string,
  wrap: (original: Method, name: string) => Method,
): readonly unknown[] | undefined {
  let hasFollowed = false;
  const followed = Object.entries(tools).map(([name, tool]) => {
    const original = asRecord(tool)?.[method];
    if (typeof original !== 'function') return [name, tool] as const;
    hasFollowed = true;
    const wrapped = wrap((...values) => Reflect.apply(original, tool, values) as unknown, name);
    return [name, copyWith(tool as object, method, wrapped)] as const;
  });
  if (!hasFollowed) return undefined;
  return withField(args, field, copyWith(tools, followed));
}

/** The arguments with a callback that is told to `see` before the application's own, which may be absent. */
export function followCallback(args: readonly unknown[], field: string, see: (event: unknown) => void): readonly unknown[] {
  const own = asRecord(args[0])?.[field];
  return withField(args, field, function callback(this: unknown, ...values: unknown[]): unknown {
    see(values[0]);
    return typeof own === 'function' ? (Reflect.apply(own, this, values) as unknown) : undefined;
  });
}

/** The arguments with a callback whose answers are shown to `see` before they are handed on. */
export function followAnswers(args: readonly unknown[], field: string, own: Method, see: (answer: unknown) => void): readonly unknown[] {
  const pass = (answer: unknown): unknown => {
    see(answer);
    return answer;
  };
  return withField(args, field, function callback(this: unknown, ...values: unknown[]): unknown {
    const answer = own.apply(this, values);
    return isThenable(answer) ? answer.then(pass) : pass(answer);
  });
}

function withField([first, ...rest]: readonly unknown[], field: string, value: unknown): readonly unknown[] {
  return [copyWith(asRecord(first) ?? {}, field, value), ...rest];
}

function copyWith(object: object, field: string, value: unknown): object;
function copyWith(object: object, fields: ReadonlyArray<readonly [field: string, value: unknown]>): object;
/** The object's own fields, getters among them, and its prototype, with another value in some fields. */
function copyWith(object: object, fields: string | ReadonlyArray<readonly [string, unknown]>, value?: unknown): object {
  const entries = typeof fields === 'string' ? [[fields, value] as const] : fields;
  const replaced = entries.map(([field, to]) => [field, { value: to, enumerable: true, writable: true, configurable: true }] as const);
  const prototype = Object.getPrototypeOf(object) as object | null;
  const copy = Object.create(prototype, {
    ...Object.getOwnPropertyDescriptors(object),
    ...Object.fromEntries(replaced),
  }) as object;
  return prototype === null || prototype === Object.prototype ? copy : new Proxy(copy, { get: (_, key) => readMember(copy, object, key) });
}

/** What a class has defined may need the object that was made of it, with its private fields. */
function readMember(copy: object, object: object, key: string | symbol): unknown {
  if (Object.hasOwn(copy, key)) return Reflect.get(copy, key);
  const member: unknown = Reflect.get(object, key);
  return typeof member === 'function' && key !== 'constructor' ? (member.bind(object) as unknown) : member;
}
