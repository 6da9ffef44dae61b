/** For the distribution: what joins adapters, settings and an OpenTelemetry SDK. Provider packages import `@genspan/core/adapter`. */
export type { Settings } from './config/settings';
export { isModelCallContext } from './context/model-call-context';
export { otherInstrumentations, type OtherInstrumentation } from './context/other-instrumentations';
export { onSpanStart } from './context/scope';
export type { ScopeValues } from './context/scope-attributes';
export { ScopePropagator } from './context/scope-baggage';
export type { ScopeHost } from './context/scope-host';
export { withAttributes, type ScopeOptions } from './context/with-attributes';
export type { LoadedModule } from './patch/module-hook';
export { processState } from './patch/process-state';
export type { Telemetry } from './record/recorder';
