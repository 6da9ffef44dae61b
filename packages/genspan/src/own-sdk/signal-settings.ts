import { readFileSync } from 'node:fs';
import type { OtelVariables } from './otel-variables';

export type Signal = 'traces' | 'metrics' | 'logs';
export type OtlpProtocol = 'http/json' | 'http/protobuf' | 'grpc';

export interface OtlpSettings {
  readonly protocol: OtlpProtocol;
  /** Where this signal is sent; may hold credentials, `withoutSecrets` makes it fit to be told. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly gzip: boolean;
  readonly tls: TlsFiles;
}

export interface TlsFiles {
  readonly ca?: Buffer | undefined;
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
}

export type ExporterName = 'otlp' | 'console';

const exporterNames: readonly string[] = ['otlp', 'console'] satisfies ExporterName[];

/** Empty: the signal is off. A name that is not known switches nothing on: who asks for `prometheus` does not want OTLP. */
export function readExporters(variables: OtelVariables, signal: Signal): readonly ExporterName[] {
  const name = `OTEL_${signal.toUpperCase()}_EXPORTER`;
  const wanted = variables.list(name)?.map((item) => item.toLowerCase()) ?? ['otlp'];
  if (wanted.includes('none')) return [];
  const known = wanted.filter((item): item is ExporterName => exporterNames.includes(item));
  if (known.length < wanted.length) variables.wrong(name, 'otlp, console or none', known.join(',') || 'none');
  return known;
}

export function readOtlpSettings(variables: OtelVariables, signal: Signal): OtlpSettings {
  const read = new SignalVariables(variables, signal);
  const protocol =
    read.specific<OtlpProtocol>((name) => variables.choice(name, ['http/json', 'http/protobuf', 'grpc']), 'PROTOCOL') ?? 'http/json';
  return {
    protocol,
    url: protocol === 'grpc' ? readGrpcUrl(read) : readHttpUrl(read, signal),
    headers: { ...readHeaders(variables, 'OTEL_EXPORTER_OTLP_HEADERS'), ...readHeaders(variables, read.name('HEADERS')) },
    timeoutMs: read.specific((name) => variables.count(name), 'TIMEOUT') ?? 10_000,
    gzip: read.specific((name) => variables.choice(name, ['none', 'gzip']), 'COMPRESSION') === 'gzip',
    tls: {
      ca: read.specific((name) => readFile(variables, name), 'CERTIFICATE'),
      cert: read.specific((name) => readFile(variables, name), 'CLIENT_CERTIFICATE'),
      key: read.specific((name) => readFile(variables, name), 'CLIENT_KEY'),
    },
  };
}

/** The variable of one signal goes before the one for all. */
class SignalVariables {
  readonly variables: OtelVariables;
  readonly #signal: string;

  constructor(variables: OtelVariables, signal: Signal) {
    this.variables = variables;
    this.#signal = signal.toUpperCase();
  }

  name(suffix: string): string {
    return `OTEL_EXPORTER_OTLP_${this.#signal}_${suffix}`;
  }

  specific<Value>(read: (name: string) => Value | undefined, suffix: string): Value | undefined {
    return read(this.name(suffix)) ?? read(`OTEL_EXPORTER_OTLP_${suffix}`);
  }
}

function readHttpUrl(read: SignalVariables, signal: Signal): URL {
  const own = readUrl(read.variables, read.name('ENDPOINT'), 'http://localhost:4318/v1/traces');
  if (own !== undefined) return own;
  const url = readUrl(read.variables, 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4318') ?? new URL('http://localhost:4318');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/${signal}`;
  return url;
}

function readGrpcUrl(read: SignalVariables): URL {
  const isInsecure = read.specific((name) => read.variables.choice(name, ['true', 'false']), 'INSECURE') === 'true';
  const parse = (name: string): URL | undefined =>
    readUrl(read.variables, name, 'http://localhost:4317', isInsecure ? 'http://' : 'https://');
  return new URL(read.specific(parse, 'ENDPOINT')?.origin ?? 'http://localhost:4317');
}

function readUrl(variables: OtelVariables, name: string, example: string, scheme = ''): URL | undefined {
  const text = variables.text(name);
  if (text === undefined) return undefined;
  const url = URL.parse(text.includes('://') ? text : scheme + text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  return variables.wrong(name, `a URL like ${example}`, 'the default');
}

/** `name=value,name=value`, both percent-encoded. What HTTP does not allow in it is told when it is sent. */
function readHeaders(variables: OtelVariables, variable: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const entry of variables.list(variable) ?? []) {
    const equals = entry.indexOf('=');
    try {
      const name = decodeURIComponent(entry.slice(0, Math.max(equals, 0)).trim()).toLowerCase();
      if (name === '') throw new SyntaxError();
      headers[name] = decodeURIComponent(entry.slice(equals + 1).trim());
    } catch {
      variables.wrong(variable, 'a list like name=value,name=value, percent-encoded', 'the headers that fit');
    }
  }
  return headers;
}

function readFile(variables: OtelVariables, name: string): Buffer | undefined {
  const path = variables.text(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch {
    variables.tell(`the file that ${name} names cannot be read; going on without it`);
    return undefined;
  }
}

/** For sentences: without user, password, query and fragment. */
export function withoutSecrets(url: URL): string {
  return url.origin + url.pathname.replace(/^\/$/, '');
}
