/** `modern-client.cjs cjs|esm split`: asks a server of the newest revision, which asks back. */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { load } = require('./dialect.cjs');

async function main() {
  const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
  const serverArguments = [...process.execArgv, join(__dirname, 'modern-server.cjs'), process.argv[2], 'split'];
  const server = spawn(process.execPath, serverArguments, {
    env: { ...process.env, OTEL_SERVICE_NAME: 'server' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(server.stdout, 'data');
  const client = new Client(
    { name: 'test-client', version: '1.0.0' },
    { capabilities: { roots: {} }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  client.setRequestHandler('roots/list', () => ({ roots: [{ uri: 'file:///QUOKKA-root' }] }));
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${String(port).trim()}/mcp`)));
  const outcomes = { greet: await client.callTool({ name: 'greet' }), confirm: await client.callTool({ name: 'confirm' }) };
  await client.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  process.stdout.write(JSON.stringify(outcomes));
}

main();
