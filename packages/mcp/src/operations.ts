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

const toolCall: Operation<ProtocolTarget> = defineOperation({
  name: 'execute_tool',
  target: { rpcMethod: 'tools/call' },
  isInProcess: true,
  describeRequest: ({ body }) => ({ ...describeRequest(body), toolName: asString(paramsOf(body)?.['name']) }),
  describeInput: (body) => ({ toolArguments: copyJson(paramsOf(body)?.['arguments']) }),
  describeResponse,
  describeOutput: (response) => ({ toolResult: copyJson(asRecord(response)?.['result']) }),
});

const otherRequest: Operation<ProtocolTarget> = defineOperation({
  name: 'mcp_request',
  target: { rpcMethod: '*' },
  isInProcess: true,
  describeRequest: ({ body }) => describeRequest(body),
  describeInput: (body) => ({ resourceUri: asString(paramsOf(body)?.['uri']) }),
  describeResponse,
});

export const operations = [toolCall, otherRequest] as const;

function describeRequest(body: unknown): RequestFacts {
  const { role, id, method, params, connection } = (asRecord(body) ?? {}) as Partial<ProtocolRequest>;
  return {
    mcp: {
      ...readConnection(connection),
      role: role === 'server' ? 'server' : 'client',
      methodName: asString(method) ?? '_OTHER',
      promptName: method === 'prompts/get' ? asString(asRecord(params)?.['name']) : undefined,
      requestId: asString(id) ?? asNumber(id)?.toString(),
    },
  };
}

/** Made by `describeConnection`. */
function readConnection(value: unknown): ConnectionFacts {
  const connection = asRecord(value);
  return {
    sessionId: asString(connection?.['sessionId']),
    protocolVersion: asString(connection?.['protocolVersion']),
    networkTransport: asString(connection?.['networkTransport']) as ConnectionFacts['networkTransport'],
    networkProtocolName: asString(connection?.['networkProtocolName']) as ConnectionFacts['networkProtocolName'],
    serverAddress: asString(connection?.['serverAddress']),
    serverPort: asNumber(connection?.['serverPort']),
  };
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
    mcpProtocolVersion: asString(result?.['protocolVersion']),
    failure: result?.['isError'] === true ? { type: toolError } : undefined,
  };
}
