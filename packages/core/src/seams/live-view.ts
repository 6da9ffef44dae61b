/**
 * Shows an object as it is at each moment, but for what `see` makes of the values that are read. Nothing is copied: what is written goes to
 * the object, and its getters and setters run on it, with its private fields. `see` is asked once for each value of a property.
 */
export function viewOf(object: object, see: (value: unknown, key: string | symbol) => unknown): object {
  const seen = new Map<string | symbol, { readonly value: unknown; readonly shown: unknown }>();
  const target = Object.values(Object.getOwnPropertyDescriptors(object)).some(isFixed) ? loosenedCopy(object) : object;
  const show = (value: unknown, key: string | symbol): unknown => {
    const before = seen.get(key);
    if (before?.value === value) return before?.shown;
    const shown = see(value, key);
    seen.set(key, { value, shown });
    return shown;
  };
  return new Proxy(target, {
    get: (_, key) => {
      const value: unknown = Reflect.get(object, key);
      // The application may freeze it later: then a proxy must show what is there.
      return isFixed(Object.getOwnPropertyDescriptor(target, key)) ? value : show(value, key);
    },
    set: (_, key, value) => Reflect.set(object, key, value),
  });
}

/** A proxy of an object must show its fixed properties as they are. What stands behind the view instead is asked for its keys only. */
function loosenedCopy(object: object): object {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(object));
  const loosened = descriptors.map(([key, descriptor]) => [key, { ...descriptor, configurable: true }] as const);
  return Object.create(Object.getPrototypeOf(object) as object | null, Object.fromEntries(loosened)) as object;
}

function isFixed(descriptor: PropertyDescriptor | undefined): boolean {
  return descriptor !== undefined && !descriptor.configurable && descriptor.writable === false;
}
