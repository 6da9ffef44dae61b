/** How often the wrapper of `wrap-first` was passed: the preload and the application share nothing but the process. */
const key = Symbol.for('contract wrapped request count');

interface Holder {
  [key]?: number;
}

export function wrappedRequestCount(): number {
  return (globalThis as Holder)[key] ?? 0;
}

export function countWrappedRequest(): void {
  (globalThis as Holder)[key] = wrappedRequestCount() + 1;
}
