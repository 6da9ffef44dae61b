/** Where evaluations go beside OpenTelemetry. Keys and addresses are read from the variables that the SDK of each product reads. */

export const sinkNames = ['langfuse', 'langsmith', 'phoenix'] as const;
export type SinkName = (typeof sinkNames)[number];

export interface SinkSettings {
  readonly name: SinkName;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** What authenticates: a secret, never in a message. */
  readonly headers: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A sink that lacks its key or has no usable address is told in `warnings` and left out. */
export function readSinks(names: readonly SinkName[], environment: Environment, warnings: string[]): readonly SinkSettings[] {
  return names.flatMap((name) => {
    const sink = readSink(name, (...variables) => first(environment, variables));
    if (typeof sink !== 'string') return [sink];
    warnings.push(`genspan: GENSPAN_FEEDBACK_SINKS names ${name}, but ${sink}; nothing is sent there.`);
    return [];
  });
}

/** The sink, or what it lacks. */
function readSink(name: SinkName, read: (...variables: readonly string[]) => string | undefined): SinkSettings | string {
  switch (name) {
    case 'langfuse': {
      const publicKey = read('LANGFUSE_PUBLIC_KEY');
      const secretKey = read('LANGFUSE_SECRET_KEY');
      if (publicKey === undefined || secretKey === undefined) return 'LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY are not both set';
      const baseUrl = asBaseUrl(read('LANGFUSE_BASE_URL', 'LANGFUSE_HOST') ?? 'https://cloud.langfuse.com');
      if (baseUrl === undefined) return 'LANGFUSE_BASE_URL (or LANGFUSE_HOST) is no address that starts with http:// or https://';
      return { name, baseUrl, headers: { authorization: `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}` } };
    }
    case 'langsmith': {
      const key = read('LANGSMITH_API_KEY');
      if (key === undefined) return 'LANGSMITH_API_KEY is not set';
      const baseUrl = asBaseUrl(read('LANGSMITH_ENDPOINT') ?? 'https://api.smith.langchain.com');
      if (baseUrl === undefined) return 'LANGSMITH_ENDPOINT is no address that starts with http:// or https://';
      const workspace = read('LANGSMITH_WORKSPACE_ID');
      return asSendable({ name, baseUrl, headers: { 'x-api-key': key, ...(workspace !== undefined && { 'x-tenant-id': workspace }) } });
    }
    case 'phoenix': {
      const baseUrl = asBaseUrl(read('PHOENIX_COLLECTOR_ENDPOINT', 'PHOENIX_HOST') ?? 'http://localhost:6006');
      if (baseUrl === undefined) return 'PHOENIX_COLLECTOR_ENDPOINT (or PHOENIX_HOST) is no address that starts with http:// or https://';
      const key = read('PHOENIX_API_KEY');
      return asSendable({ name, baseUrl, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
    }
  }
}

/** A line break in a header would make each request fail, with an error that quotes the key. */
function asSendable(sink: SinkSettings): SinkSettings | string {
  return Object.values(sink.headers).every((value) => /^[\x20-\x7e]+$/.test(value))
    ? sink
    : 'its key has characters that no header can have';
}

function asBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // Credentials in an address would be told with it.
  if (url.username !== '' || url.password !== '') return undefined;
  // The exporters of traces are given the address with their own path.
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v1\/traces$/, '');
}

function first(environment: Environment, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}
