import type { ISerializer } from '@opentelemetry/otlp-transformer';

/** How much of a batch that was taken the endpoint says it has dropped; exporters tell it through `diag` only. */
export function countRejected(serializer: ISerializer<never, unknown>, body: Uint8Array): number {
  if (body.length === 0) return 0;
  try {
    const { partialSuccess } = (serializer.deserializeResponse(body) ?? {}) as { readonly partialSuccess?: object };
    // `rejectedSpans`, `rejectedLogRecords` or `rejectedDataPoints`; JSON carries 64-bit numbers as strings.
    const counts = Object.entries(partialSuccess ?? {}).filter(([name]) => name.startsWith('rejected'));
    return counts.reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
  } catch {
    return 0;
  }
}
