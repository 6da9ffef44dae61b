/** The facts of a call as OpenTelemetry attributes: the same names and values on span, event and log line. */
import type { Attributes } from '@opentelemetry/api';
import { ATTR_HTTP_REQUEST_RESEND_COUNT, ATTR_HTTP_RESPONSE_STATUS_CODE } from '../semconv/core-conventions';
import {
  ATTR_ERROR_TYPE,
  ATTR_GEN_AI_AGENT_NAME,
  ATTR_GEN_AI_DATA_SOURCE_ID,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_ID,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_GEN_AI_TOOL_TYPE,
  ATTR_MCP_METHOD_NAME,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../semconv/generated';
import {
  ATTR_GENSPAN_ABANDONED_REASON,
  ATTR_GENSPAN_CONFIG_HASH,
  ATTR_GENSPAN_CONTENT_DROPPED,
  ATTR_GENSPAN_CONTENT_TRUNCATED,
  ATTR_GENSPAN_INPUT_HASH,
  ATTR_GENSPAN_OUTCOME,
  ATTR_GENSPAN_OUTPUT_HASH,
  ATTR_GENSPAN_PROMPT_FINGERPRINT,
  ATTR_GENSPAN_PROMPT_FINGERPRINT_UNSTABLE,
  ATTR_GENSPAN_PROVIDER_SOURCE,
} from '../semconv/own';
import type { OperationName, RequestFacts } from '../facts';
import type { EndedCall, StartedCall } from './recorder';
import { mcpAttributes } from './mcp-attributes';
import { addRequestAttributes, isOpenAiDialect } from './request-attributes';
import { addResponseAttributes } from './response-attributes';
import { setKnown } from './set-known';
import { addUsageAttributes } from './usage-attributes';

/** `chat gpt-5`. The name is low-cardinality: identifiers of one call are never in it. */
export function spanName({ operation, request }: StartedCall): string {
  if (operation === 'fetch_response') return operation;
  const target = request.mcp === undefined ? targetOf(operation, request) : (request.toolName ?? request.mcp.promptName);
  const action = request.mcp?.methodName ?? operation;
  return target === undefined ? action : `${action} ${target}`;
}

function targetOf(operation: OperationName, request: RequestFacts): string | undefined {
  switch (operation) {
    case 'retrieval':
      return request.dataSourceId;
    case 'create_agent':
    case 'invoke_agent':
    case 'invoke_workflow':
      return request.agentName;
    case 'execute_tool':
      return request.toolName;
    default:
      return request.model;
  }
}

/** What a sampler may decide by: those known when the span starts, after those of the enclosing scopes. */
export function addStartAttributes(attributes: Attributes, call: StartedCall): void {
  for (const name of Object.keys(call.scopeAttributes)) setKnown(attributes, name, call.scopeAttributes[name]);
  if (call.operation !== 'mcp_request') attributes[ATTR_GEN_AI_OPERATION_NAME] = call.operation;
  if (call.request.mcp !== undefined) attributes[ATTR_MCP_METHOD_NAME] = call.request.mcp.methodName;
  setKnown(attributes, ATTR_GEN_AI_PROVIDER_NAME, call.provider);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_MODEL, call.request.model);
  setKnown(attributes, ATTR_GEN_AI_DATA_SOURCE_ID, call.request.dataSourceId);
  setKnown(attributes, ATTR_GEN_AI_AGENT_NAME, call.request.agentName);
  setKnown(attributes, ATTR_GEN_AI_TOOL_NAME, call.request.toolName);
  setKnown(attributes, ATTR_GEN_AI_TOOL_TYPE, call.request.toolType);
  addServer(attributes, call);
}

/** Of what the other side of a protocol asks for, the name is told when the answer has shown that it is one. */
export function isNamedLate({ response }: EndedCall): boolean {
  return response.toolName !== undefined || response.promptName !== undefined;
}

function addServer(attributes: Attributes, { serverAddress, serverPort }: StartedCall): void {
  if (serverAddress === undefined) return;
  attributes[ATTR_SERVER_ADDRESS] = serverAddress;
  setKnown(attributes, ATTR_SERVER_PORT, serverPort);
}

/** What a change of quality may come from, and the answer's own name: where not everything is told, this is. */
export function addIdentityAttributes(attributes: Attributes, { request, response, promptFingerprint, configHash }: EndedCall): void {
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_ID, response.id ?? request.responseId);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_MODEL, response.model);
  setKnown(attributes, ATTR_GENSPAN_PROMPT_FINGERPRINT, promptFingerprint);
  setKnown(attributes, ATTR_GENSPAN_CONFIG_HASH, configHash);
}

/** All the rest but content, whose form depends on the signal. */
export function addEndAttributes(attributes: Attributes, call: EndedCall): void {
  const openAiDialect = isOpenAiDialect(call.provider, call.request);
  if (call.isServerLate) addServer(attributes, call);
  setKnown(attributes, ATTR_GEN_AI_TOOL_NAME, call.response.toolName);
  addRequestAttributes(attributes, call.request, openAiDialect);
  addResponseAttributes(attributes, call, openAiDialect);
  addUsageAttributes(attributes, call);
  if (call.request.mcp !== undefined) Object.assign(attributes, mcpAttributes(call));
  addOutcome(attributes, call);
  setKnown(attributes, ATTR_GENSPAN_PROMPT_FINGERPRINT, call.promptFingerprint);
  setKnown(attributes, ATTR_GENSPAN_PROMPT_FINGERPRINT_UNSTABLE, call.isPromptFingerprintUnstable);
  setKnown(attributes, ATTR_GENSPAN_CONFIG_HASH, call.configHash);
  setKnown(attributes, ATTR_GENSPAN_INPUT_HASH, call.content.inputHash);
  setKnown(attributes, ATTR_GENSPAN_OUTPUT_HASH, call.content.outputHash);
  setKnown(attributes, ATTR_GENSPAN_CONTENT_TRUNCATED, call.content.truncated);
  setKnown(attributes, ATTR_GENSPAN_CONTENT_DROPPED, call.content.dropped);
}

function addOutcome(attributes: Attributes, call: EndedCall): void {
  const { outcome } = call;
  setKnown(attributes, ATTR_GENSPAN_PROVIDER_SOURCE, call.providerSource);
  attributes[ATTR_GENSPAN_OUTCOME] = outcome.kind;
  if (outcome.kind === 'failed') attributes[ATTR_ERROR_TYPE] = outcome.failure.type;
  if (outcome.kind === 'abandoned') attributes[ATTR_GENSPAN_ABANDONED_REASON] = outcome.reason;
  if (call.resendCount > 0) attributes[ATTR_HTTP_REQUEST_RESEND_COUNT] = call.resendCount;
  setKnown(attributes, ATTR_HTTP_RESPONSE_STATUS_CODE, call.httpStatus);
}
