/** Everything behind the adapters, joined once per process or per instrumentation: settings, content, cost and recorders. */
import { AbandonedCalls } from './call/abandoned-calls';
import type { Settings } from './config/settings';
import type { ContentStage } from './content/content-stage';
import { createFingerprintTracker } from './content/fingerprint-tracker';
import type { CostEstimator } from './cost/cost-estimator';
import { Guard } from './patch/guard';
import type { EndedCall, Recorder, StartedCall, Telemetry } from './record/recorder';

export interface PipelineParts {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly content: ContentStage;
  readonly costs: CostEstimator;
  readonly recorders: readonly Recorder[];
}

export class Pipeline {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly content: ContentStage;
  readonly costs: CostEstimator;
  readonly guard: Guard;
  readonly abandoned = new AbandonedCalls();
  readonly fingerprints = createFingerprintTracker();
  readonly #parts: PipelineParts;
  #hasStarted = false;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.settings = parts.settings;
    this.telemetry = parts.telemetry;
    this.content = parts.content;
    this.costs = parts.costs;
    this.guard = new Guard(() => parts.telemetry.api().diag);
  }

  recordStart(call: StartedCall): void {
    if (!this.#hasStarted) {
      this.#hasStarted = true;
      // The price data takes a while to load: better while the first call waits for its answer than when it ends.
      setImmediate(() => this.costs.preload?.()).unref();
    }
    for (const recorder of this.#parts.recorders) {
      try {
        recorder.callStarted?.(call);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  /** One recorder that throws costs its signal only. */
  recordEnd(call: EndedCall): void {
    for (const recorder of this.#parts.recorders) {
      try {
        recorder.callEnded(call);
      } catch (error) {
        this.guard.caught(`the ${recorder.name} recorder`, error);
      }
    }
  }

  /** Resolves when every ended call is with the OpenTelemetry SDK or written. */
  async flush(): Promise<void> {
    await this.content.flush();
    await Promise.all(this.#parts.recorders.map((recorder) => recorder.flush?.()));
  }

  /** Ends what is still open as abandoned and finishes what waits, before it returns: for the exit of the process. */
  shutdown(): void {
    this.abandoned.endAll();
    this.content.flushSync();
  }
}
