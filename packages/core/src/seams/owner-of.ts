/** The object of a prototype chain that holds the method `key`; `undefined` where there is no such method. */
export function ownerOf(prototype: object, key: string): object | undefined {
  for (let owner: object | null = prototype; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    if (Object.hasOwn(owner, key)) return typeof (owner as Record<string, unknown>)[key] === 'function' ? owner : undefined;
  }
  return undefined;
}
