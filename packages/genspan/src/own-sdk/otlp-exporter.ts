import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { BatchOutcome } from './batch-queue';
import type { ExportReports } from './export-reports';
import type { Signal } from './signal-settings';
import type { ExportAnswer, Transport } from './transport';

interface ExportResponse {
  readonly partialSuccess?: object | undefined;
}

export interface OtlpExporterParts<Request> {
  readonly signal: Signal;
  readonly url: URL;
  readonly serializer: ISerializer<Request, ExportResponse>;
  readonly transport: Transport;
  readonly reports: ExportReports;
  /** Of a resource that detectors still fill. */
  readonly resourceReady?: Promise<void> | undefined;
}

const finished: BatchOutcome = { kind: 'finished' };

/** One signal on its way to one endpoint: serialises, sends, and decides from the answer what becomes of it. */
export class OtlpExporter<Request> {
  readonly #parts: OtlpExporterParts<Request>;
  #isStopped = false;
  #isUnreachable = false;

  constructor(parts: OtlpExporterParts<Request>) {
    this.#parts = parts;
  }

  /** The last export got no answer: at exit there is no time to find out whether the next would. */
  get isUnreachable(): boolean {
    return this.#isUnreachable;
  }

  /** Never rejects. */
  async send(request: Request): Promise<BatchOutcome> {
    await this.#parts.resourceReady;
    const body = this.serialize(request);
    if (body === undefined) return finished;
    // The HTTP request of an export must not become a span, nor belong to the call that happened to start it.
    const answer = await context.with(suppressTracing(ROOT_CONTEXT), () => this.#parts.transport.send(body));
    return this.#outcomeOf(answer);
  }

  /** `undefined`: there is nothing to send, or it cannot be serialised, which no later attempt would change. */
  serialize(request: Request): Uint8Array | undefined {
    try {
      return this.#isStopped ? undefined : this.#parts.serializer.serializeRequest(request);
    } catch {
      return undefined;
    }
  }

  #outcomeOf(answer: ExportAnswer): BatchOutcome {
    const { signal, url, reports } = this.#parts;
    this.#isUnreachable = answer.kind === 'unreachable';
    if (answer.kind === 'accepted') {
      const rejected = this.#countRejected(answer.body);
      if (rejected > 0) reports.tellRejected(signal, url, rejected);
      return finished;
    }
    reports.tell(signal, url, answer);
    if (answer.kind === 'unreachable') return { kind: 'later' };
    if (answer.meaning === 'busy') return { kind: 'later', waitMs: answer.retryAfterMs };
    // Neither changes while the process runs. Traces go on: their path may appear when a gateway is set up.
    const isFinal = answer.meaning === 'wrong_encoding' || (answer.meaning === 'unknown_path' && signal !== 'traces');
    if (isFinal) this.#isStopped = true;
    return finished;
  }

  #countRejected(body: Uint8Array): number {
    if (body.length === 0) return 0;
    try {
      const partial = this.#parts.serializer.deserializeResponse(body).partialSuccess ?? {};
      // `rejectedSpans`, `rejectedLogRecords` or `rejectedDataPoints`; JSON carries 64-bit numbers as strings.
      const counts = Object.entries(partial).filter(([name]) => name.startsWith('rejected'));
      return counts.reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
    } catch {
      return 0;
    }
  }
}
