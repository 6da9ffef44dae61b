/** `server.cjs cjs|esm sdk|split stdio|http`. */
const { createServer } = require('node:http');
const { randomUUID } = require('node:crypto');
const { loadServer } = require('./dialect.cjs');
const { answer, asWebRequest } = require('./web-server.cjs');
const { makeServer } = require('./make-server.cjs');

async function main() {
  const sdk = await loadServer();
  if (process.argv[4] === 'stdio') await makeServer(sdk).connect(new sdk.StdioServerTransport());
  else await listen(sdk);
}

async function listen(sdk) {
  const Transport = sdk.HttpTransport ?? (await sdk.loadHttp());
  const transports = new Map();
  const http = createServer(async (request, response) => {
    let transport = transports.get(request.headers['mcp-session-id']);
    if (transport === undefined) {
      transport = new Transport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (id) => transports.set(id, transport),
      });
      await makeServer(sdk).connect(transport);
    }
    if (sdk.HttpTransport === undefined) return transport.handleRequest(request, response);
    await answer(await transport.handleRequest(asWebRequest(request)), response);
  });
  http.listen(0, '127.0.0.1', () => process.stdout.write(`${http.address().port}\n`));
}

main();
