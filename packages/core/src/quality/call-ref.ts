/** What is left of a call for whoever judges it minutes later, in this process or in another. */
import type { Attributes, SpanContext } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_PROMPT_VERSION,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_ID,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GENSPAN_CONFIG_HASH,
  ATTR_GENSPAN_PROMPT_FINGERPRINT,
} from '../semconv';
import { addIdentityAttributes } from '../record/attributes';
import type { EndedCall, StartedCall } from '../record/recorder';
import { setKnown } from '../record/set-known';

export interface CallRef {
  /** Absent where the call has no span and only its answer's id is known. */
  readonly span?: Pick<SpanContext, 'traceId' | 'spanId' | 'traceFlags'> | undefined;
  /** What made the call, in convention names, of those in `refAttributes`; never who it was made for. */
  readonly attributes: Attributes;
}

/** In the order in which a token has them: a new one is added at the end. */
export const refAttributes = [
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_ID,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_PROMPT_VERSION,
  ATTR_GENSPAN_PROMPT_FINGERPRINT,
  ATTR_GENSPAN_CONFIG_HASH,
] as const;

export function refOfStarted(call: StartedCall): CallRef {
  const attributes: Attributes = { [ATTR_GEN_AI_OPERATION_NAME]: call.operation };
  setKnown(attributes, ATTR_GEN_AI_PROVIDER_NAME, call.provider);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_MODEL, call.request.model);
  setKnown(attributes, ATTR_GEN_AI_PROMPT_NAME, call.scopeAttributes[ATTR_GEN_AI_PROMPT_NAME]);
  setKnown(attributes, ATTR_GEN_AI_PROMPT_VERSION, call.scopeAttributes[ATTR_GEN_AI_PROMPT_VERSION]);
  return { span: spanOf(call), attributes };
}

export function refOfEnded(call: EndedCall): CallRef {
  const ref = refOfStarted(call);
  addIdentityAttributes(ref.attributes, call);
  return ref;
}

/** The spans of an application that does not trace have no ids. */
const noSpanId = '0000000000000000';

/** Not the context object itself: a span context of an SDK may hold more than its ids. */
function spanOf({ span }: StartedCall): CallRef['span'] {
  if (span === undefined) return undefined;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return spanId === noSpanId ? undefined : { traceId, spanId, traceFlags };
}
