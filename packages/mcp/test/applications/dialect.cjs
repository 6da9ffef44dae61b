/** The two generations of the SDK under one set of names. Loaded as CommonJS or as ES modules, as the first argument says. */
const load = process.argv[2] === 'esm' ? (name) => import(name) : async (name) => require(name);
const isSplit = process.argv[3] === 'split';
const sdk = '@modelcontextprotocol/sdk';

async function loadServer() {
  if (isSplit) {
    const { Server, ProtocolError, WebStandardStreamableHTTPServerTransport } = await load('@modelcontextprotocol/server');
    const { StdioServerTransport } = await load('@modelcontextprotocol/server/stdio');
    return {
      Server,
      RpcError: ProtocolError,
      StdioServerTransport,
      HttpTransport: WebStandardStreamableHTTPServerTransport,
      handle: (server, method, handler) =>
        server.setRequestHandler(method, (request, { mcpReq }) =>
          handler(request, { signal: mcpReq.signal, notify: mcpReq.notify, ask: (message) => mcpReq.send(message) }),
        ),
    };
  }
  const { Server } = await load(`${sdk}/server/index.js`);
  const { StdioServerTransport } = await load(`${sdk}/server/stdio.js`);
  const types = await load(`${sdk}/types.js`);
  const schemas = requestSchemas(types);
  return {
    Server,
    RpcError: types.McpError,
    StdioServerTransport,
    loadHttp: async () => (await load(`${sdk}/server/streamableHttp.js`)).StreamableHTTPServerTransport,
    handle: (server, method, handler) =>
      server.setRequestHandler(schemas[method], (request, extra) =>
        handler(request, {
          signal: extra.signal,
          notify: extra.sendNotification ?? ((notification) => server.notification(notification)),
          ask: (message) => (extra.sendRequest ?? server.request.bind(server))(message, types.ListRootsResultSchema),
        }),
      ),
  };
}

async function loadClient() {
  if (isSplit) {
    const { Client, StreamableHTTPClientTransport, InMemoryTransport } = await load('@modelcontextprotocol/client');
    const { StdioClientTransport } = await load('@modelcontextprotocol/client/stdio');
    return {
      Client,
      StdioClientTransport,
      InMemoryTransport,
      HttpTransport: StreamableHTTPClientTransport,
      handle: (client, method, handler) => client.setRequestHandler(method, handler),
      callTool: (client, params, options) => client.callTool(params, options),
    };
  }
  const { Client } = await load(`${sdk}/client/index.js`);
  const { StdioClientTransport } = await load(`${sdk}/client/stdio.js`);
  const { InMemoryTransport } = await load(`${sdk}/inMemory.js`);
  const types = await load(`${sdk}/types.js`);
  const schemas = requestSchemas(types);
  return {
    Client,
    StdioClientTransport,
    InMemoryTransport,
    loadHttp: async () => (await load(`${sdk}/client/streamableHttp.js`)).StreamableHTTPClientTransport,
    handle: (client, method, handler) => client.setRequestHandler(schemas[method], handler),
    callTool: (client, params, options) => client.callTool(params, undefined, options),
  };
}

function requestSchemas(types) {
  return {
    'tools/list': types.ListToolsRequestSchema,
    'tools/call': types.CallToolRequestSchema,
    'prompts/get': types.GetPromptRequestSchema,
    'resources/read': types.ReadResourceRequestSchema,
    'roots/list': types.ListRootsRequestSchema,
  };
}

module.exports = { load, loadClient, loadServer };
