/** The little that scenarios take for granted of an SDK. Everything else is reached by path, so that one scenario fits all majors. */

export interface SdkPromise extends Promise<unknown> {
  asResponse(): Promise<Response>;
  withResponse(): Promise<{ data: unknown; response: Response; request_id?: string | null }>;
}

export interface SdkStream extends AsyncIterable<unknown> {
  readonly controller: AbortController;
  tee(): [SdkStream, SdkStream];
  toReadableStream(): ReadableStream<Uint8Array>;
}

export type SdkModule = Readonly<Record<string, unknown>>;

/** Calls `path` on the target as an application would write it: `client.chat.completions.create(...)`. */
export function invoke(target: unknown, path: string, ...values: unknown[]): SdkPromise {
  const steps = path.split('.');
  const method = steps.pop() ?? '';
  const owner = read(target, steps.join('.')) as Record<string, (...values: unknown[]) => SdkPromise>;
  return (owner[method] as (...values: unknown[]) => SdkPromise).apply(owner, values);
}

export function read(target: unknown, path: string): unknown {
  const steps = path === '' ? [] : path.split('.');
  return steps.reduce((value, step) => (value as Record<string, unknown> | undefined)?.[step], target);
}

export function construct(sdk: SdkModule, className: string, options: unknown): object {
  return new (sdk[className] as new (options: unknown) => object)(options);
}

export async function openStream(promise: PromiseLike<unknown>): Promise<SdkStream> {
  return (await promise) as SdkStream;
}

/** The object in the prototype chain that has the method itself: what a patch replaces it on. */
export function ownerOf(start: object | undefined, method: string): Record<string, unknown> | undefined {
  let owner: object | null | undefined = start;
  while (owner !== null && owner !== undefined && !Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner) as object | null;
  return (owner ?? undefined) as Record<string, unknown> | undefined;
}
