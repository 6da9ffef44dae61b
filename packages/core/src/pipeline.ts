/** Everything behind the adapters: settings, content, cost and recorders, joined once per process or per instrumentation. */
import type { Settings } from './config/settings';
import type { ContentStage } from './content/content-stage';
import type { CostEstimator } from './cost/cost-estimator';
import type { Recorder, Telemetry } from './record/recorder';

export interface Pipeline {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly content: ContentStage;
  readonly costs: CostEstimator;
  readonly recorders: readonly Recorder[];
  /** Resolves when every ended call is with the OpenTelemetry SDK or written. */
  flush(): Promise<void>;
  /** Ends every call that is still open as abandoned (`shutdown`), before it returns; what waits is finished synchronously. */
  shutdown(): void;
}
