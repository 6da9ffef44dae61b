import type { Agent } from 'node:http';
import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { distribution } from './distribution';
import type { OtlpSettings } from './signal-settings';

export const userAgent = `${distribution.name}/${distribution.version}`;

type HttpExporterOptions = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;

export function toHttpExporterOptions({ url, headers, timeoutMs, gzip }: OtlpSettings, agent: Agent): HttpExporterOptions {
  return {
    url: url.href,
    headers,
    timeoutMillis: timeoutMs,
    compression: (gzip ? 'gzip' : 'none') as NonNullable<HttpExporterOptions['compression']>,
    userAgent,
    httpAgentOptions: () => agent,
  };
}
