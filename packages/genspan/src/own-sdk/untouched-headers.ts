import { trace, type Context, type Span } from '@opentelemetry/api';

const spans = new WeakSet<Span>();

/** For requests to model providers: the span of a request that is to be sent with no header of ours. */
export function leaveHeaders(span: Span): void {
  spans.add(span);
}

/** Asked when headers are written: by then the span of the request is the active one. */
export function leavesHeaders(context: Context): boolean {
  const span = trace.getSpan(context);
  return span !== undefined && spans.has(span);
}
