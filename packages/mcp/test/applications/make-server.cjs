const { trace } = require('@opentelemetry/api');
const { setTimeout: delay } = require('node:timers/promises');

/** A server whose answers show what reached its handlers. */
function makeServer({ Server, RpcError, handle }) {
  const capabilities = { tools: {}, prompts: {}, resources: {}, logging: {} };
  const server = new Server({ name: 'test-server', version: '1.0.0' }, { capabilities });
  const tools = {
    echo: ({ params }) => text(JSON.stringify({ arguments: params.arguments, meta: params._meta })),
    work: () => {
      trace.getTracer('application').startSpan('inner work').end();
      return text('worked');
    },
    fail: () => ({ ...text('QUOKKA-tool-error'), isError: true }),
    crash: () => {
      throw new Error('QUOKKA-crash');
    },
    refuse: () => {
      throw new RpcError(-32_042, 'QUOKKA-refused');
    },
    progress: async ({ params }, { notify }) => {
      const progressToken = params._meta?.progressToken;
      await notify({ method: 'notifications/progress', params: { progressToken, progress: 1, total: 2 } });
      // The SDK drops progress that arrives together with the answer.
      await delay(20);
      return text('progressed');
    },
    ask: async (_request, { ask }) => text(JSON.stringify(await ask({ method: 'roots/list' }))),
    slow: async (_request, { signal }) => {
      await delay(60_000, undefined, { signal });
      return text('never');
    },
    exit: () => process.exit(7),
  };
  handle(server, 'tools/list', () => ({
    tools: Object.keys(tools).map((name) => ({ name, inputSchema: { type: 'object' } })),
  }));
  handle(server, 'tools/call', (request, context) => {
    const tool = tools[request.params.name];
    if (tool === undefined) throw new RpcError(-32_602, `Tool ${request.params.name} not found`);
    return tool(request, context);
  });
  handle(server, 'prompts/get', ({ params }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `QUOKKA-prompt for ${params.arguments?.name}` } }],
  }));
  handle(server, 'resources/read', ({ params }) => ({ contents: [{ uri: params.uri, text: 'QUOKKA-resource' }] }));
  return server;
}

function text(value) {
  return { content: [{ type: 'text', text: value }] };
}

module.exports = { makeServer };
