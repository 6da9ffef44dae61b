import type { Destination } from './destinations';
import type { ExitRequest } from './exit-request';
import type { ExportReports } from './export-reports';
import type { BatchLimits } from './limits';
import type { ExportRequests } from './otlp-exporters';
import { PendingItems } from './pending-items';
import { splitByBytes } from './split-by-bytes';
import { writeLine } from './stderr-exporter';
import { watchDestination } from './watch-destination';
import type { WatchedExporter } from './watched-exporter';

type RecordSignal = 'traces' | 'logs';
type RecordOf<Name extends RecordSignal> = ExportRequests[Name][number];

/** Spans or log records on their way to one destination. */
export interface RecordExport<Name extends RecordSignal> {
  readonly exporter: WatchedExporter<ExportRequests[Name]>;
  readonly pending: PendingItems<RecordOf<Name>>;
  /** What is left, as a request for the exit of the process, or how much of it gRPC cannot send then; on stderr it is written at once. */
  describeLeft(): { readonly request?: ExitRequest; readonly unsendableCount?: number };
}

const contentTypes = { 'http/json': 'application/json', 'http/protobuf': 'application/x-protobuf', grpc: 'application/grpc' } as const;

export function createRecordExport<Name extends RecordSignal>(
  signal: Name,
  destination: Destination<Name>,
  limits: BatchLimits,
  reports: ExportReports,
  sizeOf: (record: RecordOf<Name>) => number,
): RecordExport<Name> {
  const pending = new PendingItems<RecordOf<Name>>({
    maxItems: limits.maxQueueSize,
    sizeOf,
    onDropped: () => reports.tellDropped(signal),
  });
  const split = (records: readonly RecordOf<Name>[]) => splitByBytes(records, sizeOf) as Iterable<ExportRequests[Name]>;
  const exporter = watchDestination(signal, destination, reports, { split, onSettled: (records) => pending.remove(records) });
  const serialize = (records: ExportRequests[Name]): Uint8Array | undefined => {
    try {
      return destination.serializer?.serializeRequest(records);
    } catch {
      return undefined;
    }
  };
  return {
    exporter,
    pending,
    describeLeft() {
      const { items } = pending;
      if (items.length === 0 || exporter.isUnreachable) return {};
      if (destination.serializer === undefined) return { unsendableCount: items.length };
      const bodies = [...split(items)].map(serialize).filter((body) => body !== undefined);
      if (destination.otlp === undefined) {
        bodies.forEach(writeLine);
        return {};
      }
      const { url, headers, tls, protocol } = destination.otlp.settings;
      return { request: { url: url.href, headers: { ...headers, 'content-type': contentTypes[protocol] }, tls, bodies } };
    },
  };
}
