import { findAsyncRedactor } from './content/async-redactor';
import { createContentStage } from './content/create-content-stage';
import { createRedactor } from './content/redact/redactor';
import { readRedactionFile } from './content/redact/redaction-file';
import { createCostEstimator } from './cost/create-cost-estimator';
import type { Settings } from './config/settings';
import { processState } from './patch/process-state';
import { Pipeline } from './pipeline';
import { EvaluatorRuns } from './quality/evaluator-runs';
import { createSinkRecorder } from './quality/sinks/sink-recorder';
import { createEvaluationMetricsRecorder } from './record/evaluation-metrics';
import { createEventRecorder } from './record/event';
import { createJsonLogRecorder } from './record/json-log';
import { createLostEvaluations } from './record/lost-evaluations';
import { createMcpMetricsRecorder } from './record/mcp-metrics';
import { createMetricsRecorder } from './record/metrics';
import type { Recorder, Telemetry } from './record/recorder';
import { createSpanRecorder } from './record/span';

export interface PipelineSetup {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  /** `service.name` of the lines of the JSON log. */
  readonly serviceName?: string | undefined;
  /** Takes one sentence for the user. */
  warn(sentence: string): void;
}

/** The list of recorders: a new signal is a file in `record/` and a line here. */
export function assemblePipeline({ settings, telemetry, serviceName, warn }: PipelineSetup): Pipeline {
  const { capture, pricesFile, redactionFile } = settings;
  const { rules, warnings } = redactionFile === undefined ? { rules: undefined, warnings: [] } : readRedactionFile(redactionFile);
  [...warnings, ...(processState().untoldWarnings ?? [])].forEach((sentence) => warn(sentence));
  const onLost = createLostEvaluations(telemetry);
  const evaluatorRuns = new EvaluatorRuns({ pipeline: () => pipeline, evaluators: () => processState().evaluators ?? [], warn, onLost });
  const recorders: readonly (Recorder | undefined)[] = [
    createSpanRecorder(telemetry, capture),
    createMetricsRecorder(telemetry, { families: settings.metrics, chunkMetric: settings.chunkMetric }),
    createMcpMetricsRecorder(telemetry),
    createEvaluationMetricsRecorder(telemetry),
    createEventRecorder(telemetry, capture),
    createJsonLogRecorder(settings.log, { telemetry, serviceName, warn }),
    evaluatorRuns,
    createSinkRecorder(settings.feedbackSinks, {
      telemetry,
      warn,
      onLost,
      onError: (error) => pipeline.guard.caught('a sink', error),
      beforeFlush: () => evaluatorRuns.flush(),
    }),
  ];
  const pipeline = new Pipeline({
    settings,
    telemetry,
    content: createContentStage(capture, { redactor: createRedactor(rules), findAsyncRedactor }),
    costs: createCostEstimator({ pricesFile, warn }),
    recorders: recorders.filter((recorder) => recorder !== undefined),
  });
  return pipeline;
}
