/** Everything behind the adapters, joined once per process or per instrumentation: settings, content, cost and recorders. */
import { AbandonedCalls } from './call/abandoned-calls';
import type { Settings } from './config/settings';
import type { ContentStage } from './content/content-stage';
import { createPromptFingerprint, type PromptFingerprint } from './content/fingerprint';
import { createFingerprintTracker } from './content/fingerprint-tracker';
import type { CostEstimator } from './cost/cost-estimator';
import { Guard } from './patch/guard';
import { describeSignals } from './quality/automatic-signals';
import { boundEvaluation } from './quality/bound-evaluation';
import { CallRefs } from './quality/call-refs';
import type { EvaluationResult, EvaluationTarget } from './quality/evaluation-result';
import { evaluationTarget } from './quality/evaluation-target';
import { ProviderWatch } from './record/provider-watch';
import type { EndedCall, EndedSession, Recorder, StartedCall, Telemetry } from './record/recorder';

export interface PipelineParts {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly content: ContentStage;
  readonly costs: CostEstimator;
  readonly recorders: readonly Recorder[];
}

/** Some 40 ms of recording. */
const maxWaitingCalls = 1_000;
/** What no caller waits for is recorded together: after each call it would only take the processor's caches from the application. */
const recordingDelayMs = 20;

export class Pipeline {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly content: ContentStage;
  readonly costs: CostEstimator;
  readonly guard: Guard;
  readonly abandoned: AbandonedCalls;
  readonly fingerprintPrompt: PromptFingerprint;
  readonly fingerprints = createFingerprintTracker();
  readonly callRefs: CallRefs;
  readonly #recorders: readonly Recorder[];
  readonly #immediate: readonly Recorder[];
  readonly #deferred: readonly Recorder[];
  readonly #waiting: (() => void)[] = [];
  readonly #providers: ProviderWatch;
  #hasStarted = false;

  constructor(parts: PipelineParts) {
    this.callRefs = new CallRefs(() => parts.telemetry.api());
    this.#recorders = [...parts.recorders, this.callRefs];
    this.#immediate = this.#recorders.filter(({ isDeferred }) => !isDeferred);
    this.#deferred = this.#recorders.filter(({ isDeferred }) => isDeferred);
    this.settings = parts.settings;
    this.fingerprintPrompt = createPromptFingerprint(parts.settings.capture.hashKey);
    this.telemetry = parts.telemetry;
    this.content = parts.content;
    this.costs = parts.costs;
    this.guard = new Guard(() => parts.telemetry.api().diag);
    this.abandoned = new AbandonedCalls(this.guard);
    this.#providers = new ProviderWatch(this, this.guard);
  }

  recordStart(call: StartedCall): void {
    if (!this.#hasStarted) {
      this.#hasStarted = true;
      // The price data takes a while to load: better while the first call waits for its answer than when it ends.
      setImmediate(() => this.costs.preload?.()).unref();
    }
    for (const provider of this.telemetry.applicationProviders?.() ?? []) this.#providers.watch(provider);
    for (const recorder of this.#recorders) {
      try {
        recorder.callStarted?.(call);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  /** `describe` is called once. A span of somebody else's provider ends before this returns; all the rest is done off the caller's path. */
  recordEnd(describe: () => EndedCall): void {
    if (this.telemetry.mayEndSpansLate?.()) return this.#recordLater(() => this.#recordLate(this.#recorders, describe()));
    const call = describe();
    this.#tellEnd(this.#immediate, call);
    this.#recordLater(() => this.#recordLate(this.#deferred, call));
  }

  #recordLater(record: () => void): void {
    this.#waiting.push(record);
    // A caller that never lets the event loop turn must not make the queue grow without bound.
    if (this.#waiting.length >= maxWaitingCalls) this.#recordWaiting();
    // Not `setImmediate`: one that does not keep the process alive does not wake an idle event loop either.
    else if (this.#waiting.length === 1) setTimeout(() => this.#recordWaiting(), recordingDelayMs).unref();
  }

  recordSession(session: EndedSession): void {
    for (const recorder of this.#recorders) {
      try {
        recorder.sessionEnded?.(session);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  #recordWaiting(): void {
    for (const record of this.#waiting.splice(0)) this.guard.run('the recording of a call', record);
  }

  #recordLate(recorders: readonly Recorder[], call: EndedCall): void {
    this.#tellEnd(recorders, call);
    this.guard.run('the signals of quality', () => this.#recordSignals(call));
  }

  #recordSignals(call: EndedCall): void {
    const results = describeSignals(call);
    if (results.length === 0) return;
    const target = evaluationTarget(this.telemetry, call);
    for (const result of results) this.recordEvaluation(target, result, call.endTimeMs);
  }

  /** The one way of every judgement: to an event that belongs to the span of the call, to metrics, and to whatever else listens. Never throws. */
  recordEvaluation(target: EvaluationTarget, result: EvaluationResult, timeMs = Date.now()): void {
    const bounded = this.guard.run('the bounding of an evaluation', () => boundEvaluation(result));
    if (bounded === undefined) return;
    const evaluation = { target, result: bounded, timeMs };
    for (const recorder of this.#recorders) {
      try {
        recorder.evaluationRecorded?.(evaluation);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  /** One recorder that throws costs its signal only. */
  #tellEnd(recorders: readonly Recorder[], call: EndedCall): void {
    for (const recorder of recorders) {
      try {
        recorder.callEnded(call);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  /** Resolves when every ended call is with the OpenTelemetry SDK or written; never rejects. */
  async flush(): Promise<void> {
    await this.content.flush();
    this.#recordWaiting();
    await Promise.all(this.#recorders.map((recorder) => this.#flush(recorder)));
  }

  async #flush(recorder: Recorder): Promise<void> {
    try {
      await recorder.flush?.();
    } catch (error) {
      this.guard.caught(`the ${recorder.name} recorder`, error);
    }
  }

  /** Ends what is still open as abandoned and finishes what waits, before it returns: for the exit of the process. */
  shutdown(): void {
    this.abandoned.endAll();
    this.content.flushSync();
    this.#recordWaiting();
  }
}
