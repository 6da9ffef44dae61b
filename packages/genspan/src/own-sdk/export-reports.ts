import type { ExportFailure } from './export-failure';
import { withoutSecrets, type OtlpSettings, type Signal } from './signal-settings';

/** Where a signal goes, as far as the reports speak of it. */
export type ReportedEndpoint = Pick<OtlpSettings, 'url' | 'protocol' | 'gzip'>;

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host cannot be looked up',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  TIMEOUT: 'no answer in time',
  NO_CONNECTION: 'there is no connection',
};

/** Tells each kind of trouble of the export once, in whatever words: an endpoint that is down is down for all signals. */
export class ExportReports {
  readonly #warn: (sentence: string) => void;
  readonly #told = new Set<string>();

  constructor(warn: (sentence: string) => void) {
    this.#warn = warn;
  }

  tell(signal: Signal, endpoint: ReportedEndpoint, failure: ExportFailure): void {
    const { url } = endpoint;
    const where = withoutSecrets(url);
    if (failure.kind === 'unreachable' && failure.reason.startsWith('ERR_INVALID')) {
      this.#once('headers', `nothing can be sent to ${url.origin}: HTTP does not allow a name or value in OTEL_EXPORTER_OTLP_HEADERS`);
      return;
    }
    if (failure.kind === 'unreachable') {
      const reason = reasons[failure.reason] ?? failure.reason;
      this.#once(
        `unreachable ${url.host}`,
        `${url.origin} cannot be reached (${reason}); telemetry is dropped until it can: ${advice(failure.reason)}`,
      );
      return;
    }
    const code = failure.code;
    switch (failure.meaning) {
      case 'wrong_encoding':
        this.#once(`wrong_encoding ${endpoint.protocol}`, `${where} ${describeWrongEncoding(endpoint, code)}`);
        break;
      case 'wrong_credentials':
        this.#once('wrong_credentials', `${where} refuses the credentials (${code}); check OTEL_EXPORTER_OTLP_HEADERS`);
        break;
      case 'unknown_path':
        if (signal === 'traces') {
          const hint = 'OTEL_EXPORTER_OTLP_ENDPOINT is the address without /v1/traces';
          this.#once('unknown_path traces', `${where} takes no traces (${code}); check the endpoint: ${hint}`);
        } else {
          const name = `OTEL_${signal.toUpperCase()}_EXPORTER`;
          this.#once(
            `unknown_path ${signal}`,
            `${where} takes no ${signal} (${code}), none are sent any more; ${name}=none says so from the start`,
          );
        }
        break;
      case 'too_large':
        this.#once(
          'too_large',
          `${where} finds a batch too large (${code}), it was dropped; raise the limit there or capture less content`,
        );
        break;
      case 'busy':
      case 'other':
        this.#once('refused', `${where} answered ${code}; what it does not take is dropped: its own log says why`);
    }
  }

  tellRejected(signal: Signal, url: URL, count: number): void {
    this.#once(`rejected ${signal}`, `${withoutSecrets(url)} dropped ${count} of the ${signal} it was sent; its own log says why`);
  }

  /** Says nothing new where the endpoint's trouble, which fills the queue, has been told. */
  tellDropped(signal: Signal): void {
    if (this.#told.size === 0)
      this.#once(`dropped ${signal}`, `${signal} are made faster than they can be exported; the newest are dropped`);
  }

  /** As above. */
  tellLostAtExit(): void {
    if (this.#told.size === 0)
      this.#once(
        'exit',
        'the last telemetry of the process was not taken before it ended: check that OTEL_EXPORTER_OTLP_ENDPOINT answers; if it does, call flush() before process.exit()',
      );
  }

  tellNotSentAtExit(count: number): void {
    const what = `the last ${count} spans and log records of the process were not sent, which gRPC cannot do at its exit`;
    this.#once('exit', `${what}: call flush() before process.exit(), or set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`);
  }

  #once(key: string, sentence: string): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#warn(`genspan: ${sentence}.`);
  }
}

/** By 415 an endpoint may mean the compression too. */
function describeWrongEncoding({ protocol, gzip }: ReportedEndpoint, code: string): string {
  const isJson = protocol === 'http/json';
  const advices = [
    ...(gzip ? ['set OTEL_EXPORTER_OTLP_COMPRESSION=none'] : []),
    `set OTEL_EXPORTER_OTLP_PROTOCOL=${isJson ? 'http/protobuf' : 'http/json'}`,
    ...(isJson ? [] : ['check OTEL_EXPORTER_OTLP_ENDPOINT']),
  ];
  return `does not take OTLP as ${isJson ? 'JSON' : 'Protobuf'}${gzip ? ' with gzip' : ''} (${code}); ${advices.join(', or ')}`;
}

function advice(reason: string): string {
  // What answers does not speak HTTP/1.
  if (reason.startsWith('HPE_')) return 'if it is a gRPC port, set OTEL_EXPORTER_OTLP_PROTOCOL=grpc';
  if (/CERT|VERIFY/.test(reason)) return 'name the certificate of its authority by OTEL_EXPORTER_OTLP_CERTIFICATE';
  return 'start a collector there or set OTEL_EXPORTER_OTLP_ENDPOINT';
}
