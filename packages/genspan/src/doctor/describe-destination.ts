export type Signal = 'traces' | 'metrics' | 'logs';

/** Where a signal goes, fit to be shown: the address is without user, password and query. */
export interface Destination {
  /** As in `OTEL_TRACES_EXPORTER` and its twins; empty when the signal is off. */
  readonly exporters: readonly string[];
  readonly protocol: string;
  readonly address: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** By the rules of the OpenTelemetry specification, with the defaults of genspan. A value that is wrong counts as unset. */
export function describeDestination(environment: Environment, signal: Signal): Destination {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const own = `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_`;
  const exporters = (text(`OTEL_${signal.toUpperCase()}_EXPORTER`) ?? 'otlp').split(',').map((name) => name.trim().toLowerCase());
  const protocol = (text(`${own}PROTOCOL`) ?? text('OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/json').toLowerCase();
  const ownUrl = parseUrl(text(`${own}ENDPOINT`));
  const sharedUrl = parseUrl(text('OTEL_EXPORTER_OTLP_ENDPOINT'));
  return { exporters: exporters.includes('none') ? [] : exporters, protocol, address: addressOf() };

  function addressOf(): string {
    if (protocol === 'grpc') return (ownUrl ?? sharedUrl)?.host ?? 'localhost:4317';
    if (ownUrl !== undefined) return ownUrl.origin + ownUrl.pathname;
    const base = sharedUrl === undefined ? 'http://localhost:4318' : sharedUrl.origin + sharedUrl.pathname.replace(/\/+$/, '');
    return `${base}/v1/${signal}`;
  }
}

function parseUrl(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}
