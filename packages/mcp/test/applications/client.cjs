/** `client.cjs cjs|esm sdk|split stdio|http|memory`: one request of each kind; what came of it is printed as JSON. */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { trace } = require('@opentelemetry/api');
const { loadClient, loadServer } = require('./dialect.cjs');
const { makeServer } = require('./make-server.cjs');

const [, , format, generation, kind] = process.argv;
const serverArguments = [...process.execArgv, join(__dirname, 'server.cjs'), format, generation, kind];
const serverEnvironment = { ...process.env, OTEL_SERVICE_NAME: 'server', ...JSON.parse(process.env.SERVER_ENVIRONMENT ?? '{}') };
const outcomes = {};

async function main() {
  const sdk = await loadClient();
  const client = new sdk.Client({ name: 'test-client', version: '1.0.0' }, { capabilities: { roots: {} } });
  sdk.handle(client, 'roots/list', () => ({ roots: [{ uri: 'file:///QUOKKA-root' }] }));
  const peer = await connect(sdk, client);
  await trace.getTracer('application').startActiveSpan('request', async (span) => {
    await useServer(sdk, client);
    span.end();
  });
  await client.close();
  if (peer !== undefined) {
    peer.kill('SIGTERM');
    outcomes.serverExit = await once(peer, 'exit');
  }
  process.stdout.write(JSON.stringify(outcomes));
}

async function useServer(sdk, client) {
  const call = (params, options) => sdk.callTool(client, params, options);
  const parameters = Object.freeze({
    name: 'echo',
    arguments: Object.freeze({ text: 'QUOKKA-argument', to: 'quokka.keeper@zoo.example' }),
  });
  await record('echo', () => call(parameters));
  outcomes.parameters = parameters;
  await record('echo with _meta', () => call({ ...parameters, _meta: { 'example.com/mine': 1 } }));
  await record('work', () => call({ name: 'work' }));
  await record('tools/list', () => client.listTools());
  await record('fail', () => call({ name: 'fail' }));
  await record('crash', () => call({ name: 'crash' }));
  await record('refuse', () => call({ name: 'refuse' }));
  await record('unknown tool', () => call({ name: 'missing' }));
  await record('progress', async () => {
    const seen = [];
    await call({ name: 'progress' }, { onprogress: (progress) => seen.push(progress) });
    return seen;
  });
  await record('ask', () => call({ name: 'ask' }));
  await record('timeout', () => call({ name: 'slow' }, { timeout: 50 }));
  await record('abort', () => call({ name: 'slow' }, { signal: AbortSignal.timeout(50) }));
  await record('aborted before', () => call({ name: 'slow' }, { signal: AbortSignal.abort() }));
  await record('prompts/get', () => client.getPrompt({ name: 'greeting', arguments: { name: 'QUOKKA-name' } }));
  await record('resources/read', () => client.readResource({ uri: 'file:///QUOKKA-path?to=quokka.keeper@zoo.example' }));
  await record('ping', () => client.ping());
  await record('method without handler', () =>
    client.complete({ ref: { type: 'ref/prompt', name: 'x' }, argument: { name: 'a', value: 'b' } }),
  );
}

async function record(name, work) {
  try {
    outcomes[name] = { result: await work() };
  } catch (error) {
    outcomes[name] = { error: { name: error.constructor.name, code: error.code, message: error.message } };
  }
}

async function connect(sdk, client) {
  if (kind === 'stdio') {
    const stdio = { command: process.execPath, args: serverArguments, env: serverEnvironment };
    await client.connect(new sdk.StdioClientTransport(stdio));
    return undefined;
  }
  if (kind === 'memory') {
    const [clientTransport, serverTransport] = sdk.InMemoryTransport.createLinkedPair();
    await makeServer(await loadServer()).connect(serverTransport);
    await client.connect(clientTransport);
    return undefined;
  }
  const server = spawn(process.execPath, serverArguments, { env: serverEnvironment, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const Transport = sdk.HttpTransport ?? (await sdk.loadHttp());
  await client.connect(new Transport(new URL(`http://127.0.0.1:${String(port).trim()}/mcp`)));
  return server;
}

main();
