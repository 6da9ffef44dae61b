import type { Attributes } from '@opentelemetry/api';
import type { McpFacts, ResponseFacts } from '../facts';
import {
  ATTR_JSONRPC_REQUEST_ID,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_TRANSPORT,
  ATTR_RPC_RESPONSE_STATUS_CODE,
} from '../semconv/core-conventions';
import {
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_MCP_METHOD_NAME,
  ATTR_MCP_PROTOCOL_VERSION,
  ATTR_MCP_SESSION_ID,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../semconv/generated';
import { setKnown } from './set-known';

interface McpCall {
  readonly request: { readonly mcp?: McpFacts | undefined };
  readonly response: ResponseFacts;
}

/** What a request of the Model Context Protocol has beyond other calls. */
export function mcpAttributes({ request: { mcp }, response }: McpCall): Attributes {
  const attributes: Attributes = {};
  if (mcp === undefined) return attributes;
  addMcpSeries(attributes, mcp, response);
  setKnown(attributes, ATTR_MCP_SESSION_ID, mcp.sessionId);
  setKnown(attributes, ATTR_JSONRPC_REQUEST_ID, mcp.requestId);
  return attributes;
}

/** Those of few values, for metrics too. */
export function addMcpSeries(attributes: Attributes, mcp: McpFacts, response: ResponseFacts): void {
  attributes[ATTR_MCP_METHOD_NAME] = mcp.methodName;
  setKnown(attributes, ATTR_GEN_AI_PROMPT_NAME, mcp.promptName);
  setKnown(attributes, ATTR_RPC_RESPONSE_STATUS_CODE, response.rpcStatusCode);
  addConnection(attributes, { ...mcp, protocolVersion: response.mcpProtocolVersion ?? mcp.protocolVersion });
}

export type McpConnection = Pick<McpFacts, 'protocolVersion' | 'networkTransport' | 'networkProtocolName' | 'serverAddress' | 'serverPort'>;

export function addConnection(attributes: Attributes, connection: McpConnection): void {
  setKnown(attributes, ATTR_MCP_PROTOCOL_VERSION, connection.protocolVersion);
  setKnown(attributes, ATTR_NETWORK_TRANSPORT, connection.networkTransport);
  setKnown(attributes, ATTR_NETWORK_PROTOCOL_NAME, connection.networkProtocolName);
  if (connection.serverAddress === undefined) return;
  attributes[ATTR_SERVER_ADDRESS] = connection.serverAddress;
  setKnown(attributes, ATTR_SERVER_PORT, connection.serverPort);
}
