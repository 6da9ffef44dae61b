/**
 * A copy of a module's exports that can be patched. Bundlers lock the exports of CommonJS modules: getters that cannot be configured.
 * What is not patched is still read from the module.
 */
export function openExports(exports: object): object {
  const descriptors = Object.getOwnPropertyDescriptors(exports as Record<string, unknown>);
  const opened = Object.entries(descriptors).map(([key, descriptor]) => [key, open(descriptor)] as const);
  return Object.create(Object.getPrototypeOf(exports) as object | null, Object.fromEntries(opened)) as object;
}

function open(descriptor: PropertyDescriptor): PropertyDescriptor {
  return 'value' in descriptor ? { ...descriptor, configurable: true, writable: true } : { ...descriptor, configurable: true };
}
