/**
 * A copy of a module's exports that can be patched. Bundlers lock the exports of CommonJS modules, with getters that cannot be configured;
 * those of an ES module that was required are locked by the language. What is not patched is still read from the module.
 */
export function openExports(exports: object): object {
  const opened: PropertyDescriptorMap = {};
  for (const key of Reflect.ownKeys(exports)) {
    const enumerable = Object.getOwnPropertyDescriptor(exports, key)?.enumerable ?? false;
    const set = (value: unknown): void => {
      Object.defineProperty(copy, key, { value, enumerable, writable: true, configurable: true });
    };
    opened[key as string] = { get: () => Reflect.get(exports, key) as unknown, set, enumerable, configurable: true };
  }
  const copy = Object.create(Object.getPrototypeOf(exports) as object | null, opened) as object;
  return copy;
}
