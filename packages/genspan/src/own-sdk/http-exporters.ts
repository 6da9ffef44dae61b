import type { Agent } from 'node:http';
import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { distribution } from './distribution';
import type { OtlpExporters, Serializers, SignalExporters } from './otlp-exporters';
import type { OtlpSettings } from './signal-settings';

export const userAgent = `${distribution.name}/${distribution.version}`;

type Options = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;
type Classes = { readonly [Name in keyof SignalExporters]: new (options: Options) => SignalExporters[Name] };

/** The exporters for JSON and those for Protobuf differ only in their packages. */
export function httpExporters(classes: Classes, serializers: Serializers): OtlpExporters {
  return {
    create: {
      traces: (settings, agent) => new classes.traces(toOptions(settings, agent)),
      metrics: (settings, agent) => new classes.metrics(toOptions(settings, agent)),
      logs: (settings, agent) => new classes.logs(toOptions(settings, agent)),
    },
    serializers,
  };
}

function toOptions({ url, headers, timeoutMs, gzip }: OtlpSettings, agent: Agent): Options {
  return {
    url: url.href,
    headers,
    timeoutMillis: timeoutMs,
    compression: (gzip ? 'gzip' : 'none') as NonNullable<Options['compression']>,
    userAgent,
    httpAgentOptions: () => agent,
  };
}
