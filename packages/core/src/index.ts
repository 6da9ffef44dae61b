/** For the distribution: what joins adapters, settings and an OpenTelemetry SDK. Provider packages import `@genspan/core/adapter`. */
export { assemblePipeline, type PipelineSetup } from './assemble-pipeline';
export { readSettings, type Settings } from './config/settings';
export { readRedactionFile } from './content/redact/redaction-file';
export { redactText } from './content/redact/redactor';
export { isModelCallContext } from './context/model-call-context';
export { otherInstrumentations, type OtherInstrumentation } from './context/other-instrumentations';
export { onSpanStart } from './context/scope';
export type { ScopeValues } from './context/scope-attributes';
export { ScopePropagator } from './context/scope-baggage';
export type { ScopeHost } from './context/scope-host';
export { withAttributes, type ScopeOptions } from './context/with-attributes';
export { readPriceFile } from './cost/price-file';
export type { LoadedModule, ModuleListener } from './patch/module-hook';
export { processState } from './patch/process-state';
export type { Pipeline } from './pipeline';
export type { Telemetry } from './record/recorder';
export { applyAdapter, type AdapterResult } from './seams/apply-adapter';
export { version } from './version';
