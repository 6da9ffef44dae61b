import type { Attributes, Span, SpanContext } from '@opentelemetry/api';
import { asRecord, asString } from '../json';
import type { Pipeline } from '../pipeline';
import { ATTR_GEN_AI_RESPONSE_ID } from '../semconv';
import type { CallRef } from './call-ref';
import { openCallRef } from './call-ref-token';

/**
 * A token of `currentCallRef`, an answer's id, a span, or the ids of one. A token has a name, so that whatever a browser sends in its place cannot be
 * one of the others, which need no key.
 */
export type FeedbackTarget =
  | { readonly token: string }
  | { readonly responseId: string }
  | { readonly traceId: string; readonly spanId: string; readonly traceFlags?: number | undefined }
  | Pick<Span, 'spanContext'>;

export type TargetRefusal = 'no_key' | 'token_forged' | 'token_expired' | 'target_unknown';

const traceIdForm = /^(?!0{32})[0-9a-f]{32}$/;
const spanIdForm = /^(?!0{16})[0-9a-f]{16}$/;
/** Longer than any provider's. */
const maxResponseIdCharacters = 512;
const sampled = 1;

/** The call that is meant, or why it is not known. Throws what a getter or a span of the application's throws. */
export function findCallRef(target: unknown, { callRefs, settings }: Pipeline): CallRef | TargetRefusal {
  const record = asRecord(target);
  if (record === undefined) return 'target_unknown';
  if ('token' in record) return openToken(record['token'], settings.feedbackKeys);
  const { spanContext } = record;
  const span = asSpan(typeof spanContext === 'function' ? spanContext.call(target) : record);
  if (span !== undefined) return { span, attributes: callRefs.bySpanId(span.spanId)?.attributes ?? {} };
  const responseId = asString(record['responseId']);
  if (responseId === undefined || responseId === '' || responseId.length > maxResponseIdCharacters) return 'target_unknown';
  const attributes: Attributes = { [ATTR_GEN_AI_RESPONSE_ID]: responseId };
  return callRefs.byResponseId(responseId) ?? { attributes };
}

function openToken(token: unknown, keys: readonly string[]): CallRef | TargetRefusal {
  if (keys.length === 0) return 'no_key';
  if (typeof token !== 'string') return 'token_forged';
  const opened = openCallRef(token, keys, Date.now());
  if (opened.kind === 'opened') return opened.ref;
  return opened.kind === 'expired' ? 'token_expired' : 'token_forged';
}

function asSpan(value: unknown): Pick<SpanContext, 'traceId' | 'spanId' | 'traceFlags'> | undefined {
  const { traceId, spanId, traceFlags } = asRecord(value) ?? {};
  if (typeof traceId !== 'string' || typeof spanId !== 'string' || !traceIdForm.test(traceId) || !spanIdForm.test(spanId)) return undefined;
  // Who names a span has most likely seen it.
  return { traceId, spanId, traceFlags: typeof traceFlags === 'number' ? traceFlags & 0xff : sampled };
}
