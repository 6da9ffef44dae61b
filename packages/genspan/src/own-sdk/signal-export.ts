import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { BatchQueue, type BatchLimits } from './batch-queue';
import { createTransport } from './create-transport';
import type { ExitRequest } from './exit-request';
import type { ExportReports } from './export-reports';
import { OtlpExporter } from './otlp-exporter';
import type { OtelVariables } from './otel-variables';
import { readExporters, readOtlpSettings, type Signal } from './signal-settings';
import { StderrTransport, writeLine } from './stderr-transport';
import type { Transport } from './transport';

/** A queue with the way out of it. */
export interface SignalExport<Item> {
  readonly queue: BatchQueue<Item>;
  abort(): void;
  /** Takes what waits out of the queue: written at once, or as requests for the exit of the process. */
  takeExitRequest(): ExitRequest | undefined;
}

type Response = { readonly partialSuccess?: object | undefined };

export interface SignalExportOptions<Item, Request> {
  readonly variables: OtelVariables;
  readonly reports: ExportReports;
  readonly signal: Signal;
  readonly limits: BatchLimits;
  readonly json: ISerializer<Request, Response>;
  readonly protobuf: ISerializer<Request, Response>;
  readonly resourceReady: Promise<void> | undefined;
  sizeOf(item: Item): number;
  toRequest(items: readonly Item[]): Request;
}

/** One per exporter that the environment names for the signal; none when it is off. */
export function createSignalExports<Item, Request>(options: SignalExportOptions<Item, Request>): ReadonlyArray<SignalExport<Item>> {
  const { variables, signal } = options;
  return readExporters(variables, signal).map((name) => {
    if (name === 'console') {
      return createSignalExport(options, new StderrTransport(), new URL('file:///dev/stderr'), options.json, (bodies) => {
        for (const body of bodies) writeLine(body);
        return undefined;
      });
    }
    const settings = readOtlpSettings(variables, signal);
    const serializer = settings.protocol === 'http/json' ? options.json : options.protobuf;
    return createSignalExport(options, createTransport(settings), settings.url, serializer, (bodies) => ({
      ...settings,
      url: settings.url.href,
      bodies,
    }));
  });
}

function createSignalExport<Item, Request>(
  options: SignalExportOptions<Item, Request>,
  transport: Transport,
  url: URL,
  serializer: ISerializer<Request, Response>,
  sendAtExit: (bodies: Uint8Array[]) => ExitRequest | undefined,
): SignalExport<Item> {
  const { signal, reports, limits, resourceReady } = options;
  const exporter = new OtlpExporter<Request>({ signal, url, serializer, transport, reports, resourceReady });
  const queue = new BatchQueue<Item>(limits, {
    sizeOf: options.sizeOf,
    send: (items) => exporter.send(options.toRequest(items)),
    dropped: () => reports.tellDropped(signal),
  });
  return {
    queue,
    abort: () => transport.abort(),
    takeExitRequest: () => {
      if (exporter.isUnreachable) return undefined;
      const bodies = queue.takeWaiting().map((items) => exporter.serialize(options.toRequest(items)));
      const sent = bodies.filter((body) => body !== undefined);
      return sent.length === 0 ? undefined : sendAtExit(sent);
    },
  };
}
