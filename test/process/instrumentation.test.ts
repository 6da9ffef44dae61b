/** For people who own their OpenTelemetry SDK, and for code that no hook reaches: the exports of the provider packages. */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runNode } from '../../packages/adapter-testing/src';
import {
  type ApplicationResult,
  type ApplicationRun,
  childTimeoutMs,
  packageDirectory,
  runBetween,
  telemetryDirectory,
} from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const packages = {
  '@genspan/anthropic': packageDirectory('anthropic'),
  '@genspan/openai': packageDirectory('openai'),
  '@opentelemetry/api': telemetryDirectory('@opentelemetry/api'),
  // What the one of sdk-node depends on.
  '@opentelemetry/instrumentation': join(realpathSync(telemetryDirectory('@opentelemetry/sdk-node')), '../instrumentation'),
  '@opentelemetry/sdk-node': telemetryDirectory('@opentelemetry/sdk-node'),
  '@opentelemetry/sdk-trace': telemetryDirectory('@opentelemetry/sdk-trace'),
};
const registered = ['--require', 'genspan/register'];
const bothCalls = ['chat claude-test', 'chat gpt-5-mini'];

type Run = Partial<ApplicationRun> & Pick<ApplicationRun, 'script'>;

/** `stderr`: what it says, in whole. */
async function run(options: Run, stderr = /^$/): Promise<ApplicationResult> {
  const result = await runBetween({
    application: 'instrumentation',
    packages,
    ...options,
    environment: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...options.environment },
  });
  expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(stderr) });
  return result;
}

async function expectBothCalls(options: Run): Promise<ApplicationResult> {
  const result = await run(options);
  expect(result).toMatchObject({ stdout: 'chat.completion message\n', stderr: '', spanNames: bothCalls });
  // Events are made off the caller's path: the application ends its SDK right after its last answer.
  expect(result.collector.logRecords()).toHaveLength(2);
  return result;
}

/** Whether the exporter was that of genspan. */
function isOurs({ collector }: ApplicationResult): boolean {
  return collector.spans().some(({ resource }) => resource['telemetry.distro.name'] === 'genspan');
}

function texts({ collector }: ApplicationResult): string {
  return collector.deliveries.map(({ body }) => body.toString('utf8')).join('\n');
}

describe('in a NodeSDK of the application', () => {
  test.concurrent('calls are spans in its exporter, without content by default', async () => {
    const result = await expectBothCalls({ script: 'node-sdk.cjs' });
    expect(isOurs(result)).toBe(false);
    expect(texts(result)).not.toContain('Hello');
    expect(result.collector.metrics().map(({ name }) => name)).toContain('gen_ai.client.inference.duration');
  });

  test.concurrent('content is recorded when it is asked for', async () => {
    const result = await expectBothCalls({ script: 'node-sdk.cjs', environment: { CONTENT: 'redacted' } });
    expect(texts(result)).toContain('Hello');
  });

  test.concurrent('the variables of genspan hold, and its log names the service', async () => {
    const result = await run({ script: 'node-sdk.cjs', environment: { GENSPAN_LOG: 'stdout', OTEL_SERVICE_NAME: 'checkout' } });
    const lines = result.stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)['service.name'])).toEqual(['checkout', 'checkout']);
  });

  test.concurrent('ES modules are seen with the loader of OpenTelemetry', async () => {
    await expectBothCalls({ script: 'node-sdk.mjs', flags: ['--import', './loader.mjs'] });
  });

  test.concurrent('beside genspan/register each call is one span, in the exporter of the application', async () => {
    const result = await expectBothCalls({ script: 'node-sdk.cjs', flags: registered });
    expect(isOurs(result)).toBe(false);
  });
});

test.concurrent('an instrumentation can be switched off and on, and given another provider', async () => {
  const { stdout, stderr } = await run({ script: 'switching.cjs' });
  expect({ lines: stdout.split('\n'), stderr }).toEqual({
    lines: ['made without being enabled 0 0', 'enabled 1 0', 'disabled 1 0', 'enabled again 2 0', 'given another provider 2 1', ''],
    stderr: '',
  });
});

const esbuild = createRequire(join(packageDirectory('genspan'), 'package.json')).resolve('esbuild/bin/esbuild');

/** Packages in CommonJS, which require modules of Node, need a `require` where the bundle is an ES module. */
const esmFlags = [
  '--format=esm',
  "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
];

function bundle(outfile: string, furtherFlags: readonly string[] = []) {
  return async (directory: string): Promise<void> => {
    const flags = ['--bundle', '--platform=node', '--minify', `--outfile=${outfile}`, ...furtherFlags];
    const { exitCode, stderr } = await runNode({ script: esbuild, arguments: ['bundled.cjs', ...flags], directory });
    if (exitCode !== 0) throw new Error(stderr);
  };
}

describe('instrument() in a minified bundle', () => {
  test.concurrent('with genspan/register, each call is one span, here in an ES module', async () => {
    const result = await expectBothCalls({ script: 'bundle.mjs', prepare: bundle('bundle.mjs', esmFlags), flags: registered });
    expect(isOurs(result)).toBe(true);
  });

  test.concurrent('with a NodeSDK of the application, each call is one span in its exporter', async () => {
    const result = await expectBothCalls({ script: 'bundle.cjs', prepare: bundle('bundle.cjs'), flags: ['--require', './telemetry.cjs'] });
    expect(isOurs(result)).toBe(false);
  });

  test.concurrent('without any telemetry, calls are made as ever', async () => {
    const { stdout, stderr, collector } = await run({ script: 'bundle.cjs', prepare: bundle('bundle.cjs') });
    expect({ stdout, stderr, deliveries: collector.deliveries }).toEqual({
      stdout: 'chat.completion message\n',
      stderr: '',
      deliveries: [],
    });
  });
});

test.concurrent('instrument() works in a test of the application, in jest', async () => {
  const jestFlags = ['--ci', '--rootDir', '.', '--config', '{}'];
  const { stderr } = await run({ script: require.resolve('jest/bin/jest'), arguments: jestFlags }, /^PASS/);
  expect(stderr).toMatch(/Tests: +1 passed, 1 total/);
});
