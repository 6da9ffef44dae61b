import { asRecord, asString } from '@genspan/core/adapter';

/** In the conventions' words; since ai 6 a model tells it with the provider's own word beside it. */
export function mapFinishReason(value: unknown): string | undefined {
  const reason = asString(asRecord(value)?.unified) ?? asString(value);
  if (reason === 'tool-calls') return 'tool_call';
  return reason === 'content-filter' ? 'content_filter' : reason;
}
