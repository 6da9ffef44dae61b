/** For the distribution: what joins adapters, settings and an OpenTelemetry SDK. Provider packages import `@genspan/core/adapter`. */
export { assemblePipeline, type PipelineSetup } from './assemble-pipeline';
export { readSettings, type CompatProfileName, type Settings } from './config/settings';
export { readRedactionFile } from './content/redact/redaction-file';
export { redactWith, type AsyncRedactor } from './content/async-redactor';
export { redactText } from './content/redact/redactor';
export { isModelCallContext } from './context/call-scope';
export { otherInstrumentations, type OtherInstrumentation } from './context/other-instrumentations';
export { onSpanStart } from './context/scope';
export type { ScopeValues } from './context/scope-attributes';
export { ScopePropagator } from './context/scope-baggage';
export type { ScopeHost } from './context/scope-host';
export { withAttributes, type ScopeOptions } from './context/with-attributes';
export { createCostEstimator } from './cost/create-cost-estimator';
export { readPriceFile } from './cost/price-file';
export type { LoadedModule, ModuleListener } from './patch/module-hook';
export { processState } from './patch/process-state';
export type { Pipeline } from './pipeline';
export { evaluate, type EvaluateOptions, type EvaluatedCall, type EvaluatorFunction, type Judgement } from './quality/evaluate';
export {
  currentCallRef,
  feedback,
  type CallRefOptions,
  type FeedbackRefusal,
  type FeedbackResult,
  type FeedbackValues,
} from './quality/feedback';
export type { FeedbackTarget } from './quality/feedback-target';
export type { EvaluationResult, EvaluationTarget, Evaluator, RecordedEvaluation } from './quality/evaluation-result';
export { CompatProcessor } from './record/compat/compat-processor';
export { unusedCompat } from './record/compat/unused-compat';
export type { Telemetry } from './record/recorder';
export { isModelProvider } from './provider/resolve-provider';
export { applyAdapter, type AdapterResult } from './seams/apply-adapter';
export { version } from './version';
