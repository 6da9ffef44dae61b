import type { Attributes, HrTime, SpanStatus } from '@opentelemetry/api';

/** What a profile reads of a span that is about to end; spans of every version of OpenTelemetry's SDK have it. */
export interface EndingSpan {
  readonly attributes: Attributes;
  /** Seconds since the epoch, and nanoseconds. */
  readonly startTime: HrTime;
  readonly status: SpanStatus;
  readonly resource: { readonly attributes: Attributes };
}

/**
 * The attributes that one backend needs beside those of the conventions, made of these alone: nothing is told that the span does not tell
 * already. Pure. Those that matter most come first: a span that is full drops the rest.
 */
export type CompatProfile = (span: EndingSpan) => Attributes;
