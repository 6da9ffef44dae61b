import { isThenable } from '../call/thenable';
import { asRecord, type JsonRecord } from '../json';
import type { Method } from '../patch/patch-registry';
import { viewOf } from './live-view';

/** Getters among the options, which run once: the values are handed over in their place. */
export function readOnce(args: readonly unknown[]): readonly unknown[] {
  const options = asRecord(args[0]) ?? {};
  const fields = Object.keys(options).filter((field) => Object.getOwnPropertyDescriptor(options, field)?.get !== undefined);
  if (fields.length === 0) return args;
  return withFields(
    args,
    fields.map((field) => [field, options[field]]),
  );
}

/** The arguments with a view of the tools, in which their method is what `wrap` makes of it; tools and arguments are not touched. */
export function followTools(
  args: readonly unknown[],
  field: string,
  tools: JsonRecord,
  method: string,
  wrap: (original: Method, name: string) => Method,
): readonly unknown[] {
  const view = viewOf(tools, (tool, name) => {
    if (typeof tool !== 'object' || tool === null || typeof name === 'symbol') return tool;
    return viewOfTool(tool, method, (original) => wrap(original, name));
  });
  return withFields(args, [[field, view]]);
}

function viewOfTool(tool: object, method: string, wrap: (original: Method) => Method): object {
  const view = viewOf(tool, (member, key) => {
    if (typeof member !== 'function') return member;
    if (key === method) return onTool(member as Method, wrap(member as Method));
    return isMethodOfClass(tool, key) ? onTool(member as Method, member as Method) : member;
  });
  // A proxy of the method keeps what the application has put on it, a mock for one.
  const onTool = (member: Method, run: Method): Method =>
    new Proxy(member, { apply: (_, self, values: unknown[]) => run.apply(self === view ? tool : self, values) });
  return view;
}

/** What a class has defined may need the private fields of the object that was made of it. */
function isMethodOfClass(tool: object, key: string | symbol): boolean {
  if (key === 'constructor' || Object.hasOwn(tool, key)) return false;
  for (let owner = prototypeOf(tool); owner !== null && owner !== Object.prototype; owner = prototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor !== undefined) return descriptor.get === undefined;
  }
  return false;
}

function prototypeOf(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}

/** The arguments with a callback that is told to `see` before the application's own, which may be absent. */
export function followCallback(args: readonly unknown[], field: string, see: (event: unknown) => void): readonly unknown[] {
  const own = asRecord(args[0])?.[field];
  const callback = function callback(this: unknown, ...values: unknown[]): unknown {
    see(values[0]);
    return typeof own === 'function' ? (Reflect.apply(own, this, values) as unknown) : undefined;
  };
  return withFields(args, [[field, callback]]);
}

/** The arguments with a callback whose answers are shown to `see` before they are handed on. */
export function followAnswers(args: readonly unknown[], field: string, own: Method, see: (answer: unknown) => void): readonly unknown[] {
  const pass = (answer: unknown): unknown => {
    see(answer);
    return answer;
  };
  const callback = function callback(this: unknown, ...values: unknown[]): unknown {
    const answer = own.apply(this, values);
    return isThenable(answer) ? answer.then(pass) : pass(answer);
  };
  return withFields(args, [[field, callback]]);
}

/** A copy of the first argument with its own fields, getters among them, and its prototype, and with another value in some fields. */
function withFields([first, ...rest]: readonly unknown[], fields: ReadonlyArray<readonly [string, unknown]>): readonly unknown[] {
  const options = asRecord(first) ?? {};
  const replaced = fields.map(([field, value]) => [field, { value, enumerable: true, writable: true, configurable: true }] as const);
  const prototype = prototypeOf(options);
  const descriptors = { ...Object.getOwnPropertyDescriptors(options), ...Object.fromEntries(replaced) };
  const copy = Object.create(prototype, descriptors) as object;
  if (prototype === null || prototype === Object.prototype) return [copy, ...rest];
  // Getters of a class may need the object that was made of it.
  const read = (_: object, key: string | symbol): unknown => Reflect.get(Object.hasOwn(copy, key) ? copy : options, key);
  return [new Proxy(copy, { get: read }), ...rest];
}
