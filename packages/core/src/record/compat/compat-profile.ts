import type { Attributes, HrTime, SpanStatus } from '@opentelemetry/api';

/** What a profile reads of a span that is about to end; spans of every version of OpenTelemetry's SDK have it. */
export interface EndingSpan {
  readonly attributes: Attributes;
  /** Seconds since the epoch, and nanoseconds. */
  readonly startTime: HrTime;
  readonly status: SpanStatus;
  readonly resource: { readonly attributes: Attributes };
}

/** What one backend needs beside the attributes of the conventions, made of these alone: nothing is told that the span does not tell already. */
export interface CompatProfile {
  /** Pure. */
  describe(span: EndingSpan): Attributes;
  /** Of the names under which the backend takes the scopes' metadata, key by key. They come last: a span that is full drops what comes last. */
  readonly metadataPrefix?: string;
}
