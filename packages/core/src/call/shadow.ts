/** Gives one object a method of its own in the place of the one that it has. */
export function shadow(owner: object, key: string | symbol, method: (...args: never[]) => unknown): void {
  // Some classes set their methods as fields (compiled generators, Bedrock's streams), which a copy by spreading must find.
  const enumerable = Object.prototype.propertyIsEnumerable.call(owner, key);
  Object.defineProperty(owner, key, { value: method, writable: true, enumerable, configurable: true });
}
