import { setImmediate as nextTurn } from 'node:timers/promises';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { ExportResultCode, suppressTracing, type ExportResult } from '@opentelemetry/core';
import { describeFailure, describeStatus, noConnectionReasons, type ExportFailure } from './export-failure';
import type { ExportReports, ReportedEndpoint } from './export-reports';
import type { PushExporter, TakeResult } from './push-exporter';
import type { Signal } from './signal-settings';
import type { RequestWatcher } from './watch-requests';

export interface WatchedExporterOptions<Request> {
  readonly signal: Signal;
  /** `undefined`: stderr, of which there is nothing to tell. */
  readonly endpoint: ReportedEndpoint | undefined;
  readonly exporter: PushExporter<Request>;
  readonly reports: ExportReports;
  split(request: Request): Iterable<Request>;
  /** `body`: of the answer to a request that was taken. */
  countRejected?(body: Uint8Array): number;
  /** The request was taken or is given up. */
  onSettled?(request: Request): void;
}

/**
 * Around an exporter of OpenTelemetry: sends a batch in parts, one after the other, so that no turn of the event loop serialises more
 * than one; tells the operator what the endpoint makes of them; stops a signal that the endpoint never takes.
 */
export class WatchedExporter<Request> implements PushExporter<Request>, RequestWatcher {
  readonly #options: WatchedExporterOptions<Request>;
  #exports: Promise<ExportResult> = Promise.resolve({ code: ExportResultCode.SUCCESS });
  #settlePart: TakeResult = () => {};
  #openExports = 0;
  #answers = 0;
  #isPartAnswered = false;
  #isUnreachable = false;
  #isStopped = false;

  constructor(options: WatchedExporterOptions<Request>) {
    this.#options = options;
  }

  /** At exit there is no time to find out whether it answers again. */
  get isUnreachable(): boolean {
    return this.#isUnreachable;
  }

  export(request: Request, takeResult: TakeResult): void {
    this.#openExports += 1;
    this.#exports = this.#exports.then(() => this.#exportParts(request));
    void this.#settle(request, this.#exports, takeResult);
  }

  /** Call what it returns when the flush that begins now is given up. */
  beginFlush(): () => void {
    const answers = this.#answers;
    return () => {
      const isSilent = this.#openExports > 0 && this.#answers === answers && !this.#isPartAnswered;
      if (isSilent) this.#onFailure({ kind: 'unreachable', reason: 'TIMEOUT' });
    };
  }

  async forceFlush(): Promise<void> {
    await this.#exports;
  }

  /** Does not wait for retries, of which the exporter's own would. */
  async shutdown(): Promise<void> {
    await this.#exports;
    void this.#options.exporter.shutdown().catch(() => {});
  }

  onAnswer(status: number): void {
    this.#onAnyAnswer();
    const answer = describeStatus(status);
    if (answer.kind === 'refused' && answer.meaning === 'busy') this.#onFailure(answer);
  }

  onAccepted(body: Uint8Array): void {
    const { signal, endpoint, reports, countRejected } = this.#options;
    const count = countRejected?.(body) ?? 0;
    if (endpoint !== undefined && count > 0) reports.tellRejected(signal, endpoint.url, count);
  }

  /** Where there is no connection the exporter goes on trying, bounded by count and time; nobody waits for it. */
  onNoAnswer(code: string): void {
    if (!noConnectionReasons.has(code)) return;
    this.#onFailure({ kind: 'unreachable', reason: code });
    this.#settlePart({ code: ExportResultCode.FAILED });
  }

  async #settle(request: Request, exported: Promise<ExportResult>, takeResult: TakeResult): Promise<void> {
    const result = await exported;
    this.#openExports -= 1;
    this.#options.onSettled?.(request);
    takeResult(result);
  }

  async #exportParts(request: Request): Promise<ExportResult> {
    let result: ExportResult = { code: ExportResultCode.SUCCESS };
    for (const part of this.#options.split(request)) {
      if (this.#isStopped) break;
      await nextTurn();
      const partResult = await this.#exportPart(part);
      if (partResult.code !== ExportResultCode.SUCCESS) result = partResult;
    }
    return result;
  }

  #exportPart(part: Request): Promise<ExportResult> {
    return new Promise((settle) => {
      this.#settlePart = settle;
      this.#isPartAnswered = false;
      const takeResult: TakeResult = (result) => {
        this.#onResult(result);
        settle(result);
      };
      try {
        // The request of an export must not become a span, nor belong to the call that happened to start it.
        context.with(suppressTracing(ROOT_CONTEXT), () => this.#options.exporter.export(part, takeResult));
      } catch {
        // It cannot be serialised, which no later attempt would change.
        settle({ code: ExportResultCode.FAILED });
      }
    });
  }

  #onResult({ code, error }: ExportResult): void {
    if (code === ExportResultCode.SUCCESS) return this.#onAnyAnswer();
    const failure = describeFailure(error);
    if (failure !== undefined) this.#onFailure(failure);
  }

  #onAnyAnswer(): void {
    this.#answers += 1;
    this.#isPartAnswered = true;
    this.#isUnreachable = false;
  }

  #onFailure(failure: ExportFailure): void {
    const { signal, endpoint, reports } = this.#options;
    if (endpoint !== undefined) reports.tell(signal, endpoint, failure);
    if (failure.kind === 'unreachable') {
      this.#isUnreachable = true;
      return;
    }
    this.#onAnyAnswer();
    // Neither changes while the process runs. Traces go on: their path may appear when a gateway is set up.
    if (failure.meaning === 'wrong_encoding' || (failure.meaning === 'unknown_path' && signal !== 'traces')) this.#isStopped = true;
  }
}
