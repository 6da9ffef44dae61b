/** `modern-server.cjs cjs|esm split`: the revision without sessions, each request of which has a server of its own. */
const { createServer } = require('node:http');
const { answer, asWebRequest } = require('./web-server.cjs');
const { load } = require('./dialect.cjs');

async function main() {
  const { createMcpHandler, McpServer, inputRequired } = await load('@modelcontextprotocol/server');
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: 'test-server', version: '1.0.0' });
    server.registerTool('greet', {}, () => ({ content: [{ type: 'text', text: 'hello' }] }));
    server.registerTool('confirm', {}, (context) => {
      const responses = context.mcpReq.inputResponses;
      if (responses !== undefined) return { content: [{ type: 'text', text: JSON.stringify(responses) }] };
      return inputRequired({ inputRequests: { roots: inputRequired.listRoots() } });
    });
    return server;
  });
  const http = createServer(async (request, response) => answer(await handler.fetch(asWebRequest(request)), response));
  http.listen(0, '127.0.0.1', () => process.stdout.write(`${http.address().port}\n`));
}

main();
