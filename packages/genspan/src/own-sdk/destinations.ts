import type { Agent } from 'node:http';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { jsonSerializers } from './json-exporters';
import type { OtelVariables } from './otel-variables';
import { loadOtlpExporters, type ExportRequests, type SignalExporters } from './otlp-exporters';
import { readExporters, readOtlpSettings, withoutSecrets, type OtlpProtocol, type OtlpSettings, type Signal } from './signal-settings';
import { StderrExporter } from './stderr-exporter';
import { createUnrefAgent } from './unref-agent';

/** Where one signal goes. */
export interface Destination<Name extends Signal> {
  readonly exporter: SignalExporters[Name] | StderrExporter<ExportRequests[Name]>;
  /** `undefined`: what it was sent cannot be sent at exit. */
  readonly serializer: ISerializer<ExportRequests[Name], unknown> | undefined;
  /** `undefined`: stderr. */
  readonly otlp?: { readonly settings: OtlpSettings; readonly agent: Agent };
}

/** One for each exporter that the environment names for the signal; none when it is off. */
export function readDestinations<Name extends Signal>(variables: OtelVariables, signal: Name): ReadonlyArray<Destination<Name>> {
  return readExporters(variables, signal).map((name) => {
    if (name === 'console') {
      const serializer = jsonSerializers[signal];
      return { exporter: new StderrExporter(serializer), serializer };
    }
    const settings = readOtlpSettings(variables, signal);
    const agent = createUnrefAgent(settings.url, settings.tls);
    const { create, serializers } = loadOtlpExporters(settings.protocol);
    return { exporter: create[signal](settings, agent), serializer: serializers?.[signal], otlp: { settings, agent } };
  });
}

/** A destination, fit to be shown: the address is without user, password and query. */
export type ShownDestination = { readonly exporter: 'console' } | OtlpDestination;

interface OtlpDestination {
  readonly exporter: 'otlp';
  readonly protocol: OtlpProtocol;
  readonly address: string;
}

export function showDestination({ otlp }: Pick<Destination<Signal>, 'otlp'>): ShownDestination {
  if (otlp === undefined) return { exporter: 'console' };
  const { protocol, url } = otlp.settings;
  return { exporter: 'otlp', protocol, address: protocol === 'grpc' ? url.host : withoutSecrets(url) };
}
