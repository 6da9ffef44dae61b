import {
  asNumber,
  asRecord,
  asString,
  copyJson,
  defineOperation,
  type ConnectionFacts,
  type Operation,
  type ProtocolRequest,
  type ProtocolTarget,
  type RequestFacts,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { asName } from './targets';

const toolCall: Operation<ProtocolTarget> = defineOperation({
  name: 'execute_tool',
  target: { rpcMethod: 'tools/call' },
  isInProcess: true,
  describeRequest: ({ body }) => ({ ...describeRequest(body), toolName: nameIn(body) }),
  describeInput: (body) => ({ toolArguments: copyJson(paramsOf(body)?.['arguments']) }),
  describeResponse: (response) => ({ ...describeResponse(response), toolName: targetIn(response) }),
  describeOutput: (response) => ({ toolResult: copyJson(asRecord(response)?.['result']) }),
});

const otherRequest: Operation<ProtocolTarget> = defineOperation({
  name: 'mcp_request',
  target: { rpcMethod: '*' },
  isInProcess: true,
  describeRequest: ({ body }) => describeRequest(body),
  describeInput: (body) => ({ resourceUri: asString(paramsOf(body)?.['uri']) }),
  describeResponse: (response) => ({ ...describeResponse(response), promptName: targetIn(response) }),
});

export const operations = [toolCall, otherRequest] as const;

/** Requests of the conventions; what has no such name is told only where a handler of this side or its own request names it. */
const standardMethods: ReadonlySet<string> = new Set([
  'completion/complete',
  'elicitation/create',
  'initialize',
  'logging/setLevel',
  'ping',
  'prompts/get',
  'prompts/list',
  'resources/list',
  'resources/read',
  'resources/subscribe',
  'resources/templates/list',
  'resources/unsubscribe',
  'roots/list',
  'sampling/createMessage',
  'tools/call',
  'tools/list',
]);

/** Where a name is asked for, and this is none, or nobody knows whether it is one. */
const otherName = '_OTHER';

function describeRequest(body: unknown): RequestFacts {
  const { role, id, method, connection, hasHandler } = asRequest(body);
  const methodName = asName(method);
  const isMethodKnown = methodName !== undefined && (role !== 'server' || hasHandler === true || standardMethods.has(methodName));
  return {
    mcp: {
      ...readConnection(connection),
      role: role === 'server' ? 'server' : 'client',
      methodName: isMethodKnown ? methodName : otherName,
      promptName: method === 'prompts/get' ? nameIn(body) : undefined,
      requestId: asString(id) ?? asNumber(id)?.toString(),
    },
  };
}

/** The name of a tool or prompt in the parameters. */
function nameIn(body: unknown): string | undefined {
  const { role, isTargetKnown } = asRequest(body);
  const name = paramsOf(body)?.['name'];
  if (name === undefined) return undefined;
  return (role !== 'server' || isTargetKnown === true ? asName(name) : undefined) ?? otherName;
}

function targetIn(response: unknown): string | undefined {
  return asName(asRecord(response)?.['target']);
}

function asRequest(body: unknown): Partial<ProtocolRequest> {
  return asRecord(body) ?? {};
}

/** Made by `describeConnection`. */
function readConnection(value: unknown): ConnectionFacts {
  const connection = asRecord(value);
  return {
    sessionId: asString(connection?.['sessionId']),
    protocolVersion: asVersion(connection?.['protocolVersion']),
    networkTransport: asString(connection?.['networkTransport']) as ConnectionFacts['networkTransport'],
    networkProtocolName: asString(connection?.['networkProtocolName']) as ConnectionFacts['networkProtocolName'],
    serverAddress: asString(connection?.['serverAddress']),
    serverPort: asNumber(connection?.['serverPort']),
  };
}

/** `2025-06-18`, or of a draft. The other side may write anything in its place, in any answer. */
function asVersion(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:DRAFT-)?\d{4}-[\w.-]{1,16}$/.test(value) ? value : undefined;
}

function paramsOf(body: unknown): ReturnType<typeof asRecord> {
  return asRecord(asRecord(body)?.['params']);
}

/** The conventions' name for a tool that answers that it failed. */
const toolError = 'tool_error';

function describeResponse(response: unknown): ResponseFacts {
  const answer = asRecord(response);
  const error = asRecord(answer?.['error']);
  if (error !== undefined) {
    const code = asNumber(error['code'])?.toString();
    return { rpcStatusCode: code, failure: { type: code ?? '_OTHER', message: asString(error['message']) } };
  }
  const result = asRecord(answer?.['result']);
  return {
    mcpProtocolVersion: asVersion(result?.['protocolVersion']),
    failure: result?.['isError'] === true ? { type: toolError } : undefined,
  };
}
