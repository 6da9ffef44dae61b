/** What the environment decides, and what a process that speaks on its stdout must be able to rely on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { makeApplicationDirectory, registerPath, runPair, versions } from './run-pair';
import { find, mcpSpans, withoutTraceContext } from './pair-contract';

const stdio = { version: versions['sdk newest'], format: 'cjs', transport: 'stdio' } as const;
const split = { version: versions['client and server newest'], format: 'esm', transport: 'stdio' } as const;

test.each([stdio, split])(
  'with GENSPAN_MCP_CONTEXT=off nothing is added, and each side has traces of its own ($version.label)',
  async (options) => {
    const baseline = await runPair(options);
    const observed = await runPair({ ...options, environment: { GENSPAN_MCP_CONTEXT: 'off' } });
    expect(observed.outcomes).toEqual(baseline.outcomes);
    const [sent, received] = [mcpSpans(observed.spans, 3), mcpSpans(observed.spans, 2)];
    expect(sent.length).toBeGreaterThan(10);
    const traces = new Set(sent.filter(({ name }) => name !== 'roots/list').map(({ traceId }) => traceId));
    expect(received.filter(({ name, traceId }) => name.startsWith('tools/call') && traces.has(traceId))).toEqual([]);
  },
);

test.each([stdio, split])(
  'in mode off nothing of arguments, results, prompts, resources and errors leaves either process ($version.label)',
  async (options) => {
    const { exported, spans } = await runPair({ ...options, environment: { GENSPAN_CONTENT: 'off' } });
    expect(exported).not.toContain('QUOKKA');
    expect(exported).not.toContain('quokka');
    expect(find(spans, 'tools/call crash', 2).status).toEqual({ code: 2, message: undefined });
  },
);

test('the log of a server over stdio goes to stderr where stdout was meant', async () => {
  const baseline = await runPair(stdio);
  const SERVER_ENVIRONMENT = JSON.stringify({ GENSPAN_LOG: 'stdout', GENSPAN_CONTENT: 'off' });
  const { outcomes, stderr } = await runPair({ ...stdio, environment: { SERVER_ENVIRONMENT } });
  expect(withoutTraceContext(outcomes)).toEqual(baseline.outcomes);
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual([
    'genspan: stdout belongs to an MCP server in this process; the lines of GENSPAN_LOG=stdout go to stderr.',
  ]);
  const methods = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as Record<string, unknown>)['mcp.method.name']);
  expect([...new Set(methods)]).toEqual(['tools/call']);
});

describe.each([
  ['without genspan', []],
  ['with genspan', ['--require', registerPath]],
])('a server over stdio %s', (_label, flags) => {
  async function endServer(end: 'stdin' | 'exit' | NodeJS.Signals) {
    await using directory = await makeApplicationDirectory(stdio.version);
    const server = spawn(process.execPath, [...flags, 'server.cjs', 'cjs', 'sdk', 'stdio'], {
      cwd: directory.path,
      // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
      env: { PATH: process.env['PATH'], OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    });
    const exit = once(server, 'exit');
    const stdout = text(server.stdout);
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })}\n`);
    await once(server.stdout, 'readable');
    if (end === 'stdin') server.stdin.end();
    else if (end === 'exit')
      server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'exit' } })}\n`);
    else server.kill(end);
    return { exit: await exit, stdout: await stdout };
  }

  const answered = '{"result":{},"jsonrpc":"2.0","id":1}\n';

  test('ends when its stdin does', async () => {
    expect(await endServer('stdin')).toEqual({ exit: [0, null], stdout: answered });
  });

  test('ends with the code that a tool exits with', async () => {
    expect(await endServer('exit')).toEqual({ exit: [7, null], stdout: answered });
  });

  test('ends by the signal that it is sent', async () => {
    expect(await endServer('SIGTERM')).toEqual({ exit: [null, 'SIGTERM'], stdout: answered });
  });
});
