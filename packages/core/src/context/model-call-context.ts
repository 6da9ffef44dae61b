import type { Context, Span } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';

// The key of `suppressTracing` in @opentelemetry/core, which every OpenTelemetry instrumentation and propagator asks. Both keys
// are `Symbol.for`, as `createContextKey` makes them.
const suppressTracingKey = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
const modelCallKey = Symbol.for('genspan model call');

/**
 * The context in which an SDK sends the HTTP requests of one model call: the call's span is active, so that whatever is logged there
 * links to it, and tracing is suppressed: one call is one span, and no header is added to what goes to a model provider.
 */
export function modelCallContext(
  api: { readonly trace: Pick<typeof OpenTelemetryApi.trace, 'setSpan'> },
  parent: Context,
  span: Span | undefined,
): Context {
  const withSpan = span === undefined ? parent : api.trace.setSpan(parent, span);
  return withSpan.setValue(suppressTracingKey, true).setValue(modelCallKey, true);
}

/** Whether code runs inside the request of a model call that is already recorded. */
export function isModelCallContext(context: Context): boolean {
  return context.getValue(modelCallKey) === true;
}
