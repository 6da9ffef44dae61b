import { countRejected } from './count-rejected';
import type { Destination } from './destinations';
import type { ExitRequest } from './exit-request';
import type { ExportReports } from './export-reports';
import type { BatchLimits } from './limits';
import type { ExportRequests } from './otlp-exporters';
import { PendingItems } from './pending-items';
import type { PushExporter } from './push-exporter';
import { splitByBytes } from './split-by-bytes';
import { writeLine } from './stderr-exporter';
import { watchRequests } from './watch-requests';
import { WatchedExporter } from './watched-exporter';

type RecordSignal = 'traces' | 'logs';
type RecordOf<Name extends RecordSignal> = ExportRequests[Name][number];

/** Spans or log records on their way to one destination. */
export interface RecordExport<Name extends RecordSignal> {
  readonly exporter: WatchedExporter<Array<RecordOf<Name>>>;
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
  type Records = Array<RecordOf<Name>>;
  const pending = new PendingItems<RecordOf<Name>>({
    maxItems: limits.maxQueueSize,
    sizeOf,
    onDropped: () => reports.tellDropped(signal),
  });
  const exporter = new WatchedExporter<Records>({
    signal,
    url: destination.url,
    exporter: destination.exporter as PushExporter<Records>,
    reports,
    split: (records) => splitByBytes(records, sizeOf),
    countRejected: (body) => (destination.serializer === undefined ? 0 : countRejected(destination.serializer, body)),
    onSettled: (records) => pending.remove(records),
  });
  if (destination.otlp !== undefined) watchRequests(destination.otlp.agent, exporter);
  const serialize = (records: Records): Uint8Array | undefined => {
    try {
      return destination.serializer?.serializeRequest(records as ExportRequests[Name]);
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
      const bodies = [...splitByBytes(items, sizeOf)].map(serialize).filter((body) => body !== undefined);
      if (destination.otlp === undefined) {
        bodies.forEach(writeLine);
        return {};
      }
      const { url, headers, tls, protocol } = destination.otlp.settings;
      return { request: { url: url.href, headers: { ...headers, 'content-type': contentTypes[protocol] }, tls, bodies } };
    },
  };
}
