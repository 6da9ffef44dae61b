import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const seeded = ['ada.lovelace@example.com', '4111 1111 1111 1111', '+44 20 7946 0958'];

function runDemo(environment: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } {
  const kept = Object.entries(process.env).filter(([name]) => !/^(OTEL_|GENSPAN_|NODE_OPTIONS$)/.test(name));
  const env = { ...Object.fromEntries(kept), ...environment };
  return spawnSync(process.execPath, [join(root, 'demo/run.cjs')], { encoding: 'utf8', env, timeout: 60_000 });
}

describe('npm run demo', () => {
  const { status, stdout, stderr } = runDemo();
  const tree = stdout.slice(stdout.indexOf('What arrived'));

  it('ends well and says nothing on stderr', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('hangs each model call under the user request that caused it, and the work of an MCP server in another process under its tool', () => {
    const shape = tree
      .split('\n')
      .filter((line) => /(^GET|^POST|─ )/.test(line))
      .map((line) => line.replace(/ {2}\d+ ms/, ''));
    expect(shape).toEqual([
      'GET /order',
      '├─ chat gpt-4.1-mini',
      '└─ chat gpt-4.1-mini',
      'GET /summary',
      '└─ chat gpt-4.1-mini',
      'GET /reply',
      '└─ chat claude-sonnet-4-6',
      'GET /classify',
      '└─ chat claude-haiku-4-5',
      'GET /agent',
      '├─ initialize',
      '│  └─ initialize',
      '└─ invoke_agent',
      '   ├─ chat gpt-4.1-mini',
      '   ├─ execute_tool look_up_order',
      '   │  └─ tools/call look_up_order',
      '   └─ chat gpt-4.1-mini',
      'GET /broken  ✗ 502',
      '└─ chat gpt-unreleased  ✗ model_not_found',
      'POST /feedback',
      'POST /feedback',
    ]);
  });

  it('shows tokens, cost, first chunk, retry and tool call', () => {
    expect(tree).toContain('142 tokens in (64 from cache), 14 out, $0.0000');
    expect(tree).toMatch(/first chunk after \d+ ms/);
    expect(tree).toContain('sent again 1 time');
    expect(tree).toContain('< look_up_order({"number":"1042"})');
  });

  it('shows prompts without what was secret in them', () => {
    expect(tree).toContain('> Where is order 1042? Write to [EMAIL], my card is [CREDIT_CARD].');
    expect(tree).toContain('Call me on [PHONE].');
    for (const secret of seeded) expect(tree).not.toContain(secret);
  });

  it('shows a thumb under the answer that it was given for, and takes none with a forged token', () => {
    expect(stdout.match(/^POST \/feedback \.\.\. .+$/gm)).toEqual(['POST /feedback ... 204', 'POST /feedback ... 403 token_forged']);
    const reply = tree.slice(tree.indexOf('GET /reply'), tree.indexOf('GET /classify'));
    expect(reply).toContain('* user says helpful: down, "Nobody called me on [PHONE]."');
    expect(tree.match(/ says helpful/g)).toHaveLength(1);
  });

  it('leaves the same calls as JSON lines, a file for each process, redacted too', () => {
    const files = [...stdout.matchAll(/^ {2}(.+\.jsonl)$/gm)].map(([, path = '']) => readFileSync(path, 'utf8'));
    const lines = files.map((log) =>
      log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Readonly<Record<string, string>>),
    );
    const [service = [], orders = []] = lines.toSorted((one, other) => other.length - one.length);
    expect(service.filter((line) => line['genspan.outcome'] === 'failed')).toMatchObject([{ 'error.type': 'model_not_found' }]);
    expect(service.filter((line) => line['gen_ai.operation.name'] === 'chat')).toHaveLength(8);
    expect(orders.map((line) => line['mcp.method.name'])).toEqual(['tools/call']);
    for (const secret of seeded) expect(files.join('')).not.toContain(secret);
  });

  it('hands everything on to an endpoint, and says so', async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      request.resume();
      response.end('{}');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, [join(root, 'demo/run.cjs')], {
      env: { ...process.env, NODE_OPTIONS: '', OTEL_EXPORTER_OTLP_ENDPOINT: origin },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    await new Promise((exited) => child.on('close', exited));
    server.close();
    expect(output).toContain(`Everything was sent to ${origin} too.`);
    expect(new Set(paths)).toEqual(new Set(['/v1/traces', '/v1/metrics', '/v1/logs']));
  }, 60_000);
});
