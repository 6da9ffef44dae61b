import { countRejected } from './count-rejected';
import type { Destination } from './destinations';
import type { ExportReports } from './export-reports';
import type { ExportRequests } from './otlp-exporters';
import type { PushExporter } from './push-exporter';
import type { Signal } from './signal-settings';
import { watchRequests } from './watch-requests';
import { WatchedExporter, type WatchedExporterOptions } from './watched-exporter';

/** The exporter of a destination, watched by its results and by its requests. */
export function watchDestination<Name extends Signal>(
  signal: Name,
  { exporter, serializer, otlp }: Destination<Name>,
  reports: ExportReports,
  batching: Pick<WatchedExporterOptions<ExportRequests[Name]>, 'split' | 'onSettled'>,
): WatchedExporter<ExportRequests[Name]> {
  const watched = new WatchedExporter<ExportRequests[Name]>({
    ...batching,
    signal,
    endpoint: otlp?.settings,
    // Which of the exporters it is, TypeScript does not follow from the name.
    exporter: exporter as PushExporter<ExportRequests[Name]>,
    reports,
    countRejected: (body) => (serializer === undefined ? 0 : countRejected(serializer, body)),
  });
  if (otlp !== undefined) watchRequests(otlp.agent, watched);
  return watched;
}
