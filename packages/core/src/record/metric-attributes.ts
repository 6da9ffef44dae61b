import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_GEN_AI_AGENT_NAME,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_GEN_AI_TOOL_TYPE,
  ATTR_OPENAI_RESPONSE_SERVICE_TIER,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../semconv/generated';
import type { EndedCall } from './recorder';
import { isOpenAiDialect } from './request-attributes';
import { setKnown } from './set-known';

/**
 * The low-cardinality attributes that every metric has. Scope attributes (users, sessions), fingerprints of ours and OpenAI's
 * `system_fingerprint` are left out: each of their values would be a set of new series.
 */
export function metricAttributes(call: EndedCall): Attributes {
  const attributes: Attributes = { [ATTR_GEN_AI_OPERATION_NAME]: call.operation };
  setKnown(attributes, ATTR_GEN_AI_PROVIDER_NAME, call.provider);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_MODEL, call.request.model);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_MODEL, call.response.model);
  if (call.isInProcess) {
    setKnown(attributes, ATTR_GEN_AI_AGENT_NAME, call.request.agentName);
    setKnown(attributes, ATTR_GEN_AI_TOOL_NAME, call.request.toolName);
    setKnown(attributes, ATTR_GEN_AI_TOOL_TYPE, call.request.toolType);
  }
  if (isOpenAiDialect(call.provider, call.request)) setKnown(attributes, ATTR_OPENAI_RESPONSE_SERVICE_TIER, call.response.serviceTier);
  if (call.serverAddress !== undefined) {
    attributes[ATTR_SERVER_ADDRESS] = call.serverAddress;
    setKnown(attributes, ATTR_SERVER_PORT, call.serverPort);
  }
  return attributes;
}

/** Those of durations: only they tell failures apart. */
export function durationAttributes(attributes: Attributes, { outcome }: EndedCall): Attributes {
  return outcome.kind === 'failed' ? { ...attributes, [ATTR_ERROR_TYPE]: outcome.failure.type } : attributes;
}
