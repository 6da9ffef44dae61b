import { describeStatus } from './export-failure';
import { ExportReports, type ReportedEndpoint } from './export-reports';

function tell(endpoint: Partial<ReportedEndpoint>, status: number, times = 1): string[] {
  const sentences: string[] = [];
  const reports = new ExportReports((sentence) => sentences.push(sentence));
  const url = new URL('http://user:secret@otel:4318/v1/traces?key=secret');
  for (let time = 0; time < times; time += 1) {
    reports.tell('traces', { url, protocol: 'http/json', gzip: false, ...endpoint }, describeStatus(status));
  }
  return sentences;
}

const refusal = 'genspan: http://otel:4318/v1/traces does not take OTLP as';

test.each<[Partial<ReportedEndpoint>, string]>([
  [{}, `${refusal} JSON (415); set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.`],
  [
    { gzip: true },
    `${refusal} JSON with gzip (415); set OTEL_EXPORTER_OTLP_COMPRESSION=none, or set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.`,
  ],
  [
    { protocol: 'http/protobuf' },
    `${refusal} Protobuf (415); set OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or check OTEL_EXPORTER_OTLP_ENDPOINT.`,
  ],
  [
    { protocol: 'http/protobuf', gzip: true },
    `${refusal} Protobuf with gzip (415); set OTEL_EXPORTER_OTLP_COMPRESSION=none, or set OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or check OTEL_EXPORTER_OTLP_ENDPOINT.`,
  ],
])('who refuses the encoding of %j is told what else to set', (endpoint, sentence) => {
  expect(tell(endpoint, 415)).toEqual([sentence]);
});

test('each kind of trouble is told once', () => {
  expect(tell({}, 401, 3)).toEqual([expect.stringContaining('refuses the credentials (401)')]);
});
