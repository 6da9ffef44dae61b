/** Processes in which there is nothing to observe, or nothing is to be observed. */
import { delimiter, dirname, join } from 'node:path';
import { type ApplicationResult, type ApplicationRun, childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const registered = { NODE_OPTIONS: '--require genspan/register' };
const newestNode = { PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` };

interface Runs {
  readonly without: ApplicationResult;
  readonly with: ApplicationResult;
}

async function runTwice(run: Omit<ApplicationRun, 'application'>): Promise<Runs> {
  const application = 'idle';
  const [without, observed] = await Promise.all([
    runBetween({ application, ...run }),
    runBetween({ application, ...run, environment: { ...registered, ...run.environment } }),
  ]);
  return { without, with: observed };
}

function processOf({ exitCode, signal, stdout, stderr }: ApplicationResult): object {
  return { exitCode, signal, stdout, stderr };
}

const programs: ReadonlyArray<readonly [name: string, run: Omit<ApplicationRun, 'application'>]> = [
  ['an empty script', { script: 'empty.cjs' }],
  ['npm --version', { nodeBinary: 'npm', script: '--version', environment: newestNode }],
  ['tsc --version', { script: join(dirname(require.resolve('typescript/package.json')), 'bin/tsc'), arguments: ['--version'] }],
];

test.concurrent.each(programs)('%s exports nothing, prints nothing more and exits the same', async (_name, run) => {
  const runs = await runTwice(run);
  expect(runs.without.exitCode).toBe(0);
  expect(processOf(runs.with)).toEqual(processOf(runs.without));
  expect(runs.with.collector.deliveries).toEqual([]);
});

test.concurrent('an HTTP server without an SDK exports the spans of its requests, and nothing else', async () => {
  const runs = await runTwice({ script: 'server.cjs' });
  expect(processOf(runs.with)).toEqual(processOf(runs.without));
  const { collector } = runs.with;
  expect(
    collector
      .spans()
      .map(({ kind, name }) => `${kind} ${name}`)
      .toSorted(),
  ).toEqual(['2 GET', '3 GET']);
  expect(collector.deliveries.filter(({ signal }) => signal !== 'traces')).toEqual([]);
  expect(collector.deliveries.some(({ body }) => body.includes('secret'))).toBe(false);
});

test.concurrent('OTEL_SDK_DISABLED=true leaves every prototype and every listener as it was', async () => {
  const [disabled, enabled] = await Promise.all([
    runTwice({ script: 'prototypes.cjs', environment: { OTEL_SDK_DISABLED: 'TRUE' } }),
    runBetween({ application: 'idle', script: 'prototypes.cjs', environment: registered }),
  ]);
  expect(processOf(disabled.with)).toEqual(processOf(disabled.without));
  expect(disabled.with.collector.deliveries).toEqual([]);
  expect(enabled.stdout).not.toBe(disabled.without.stdout);
});

test.concurrent('requests past an SDK have HTTP spans, and hosts that are known as model providers get no header', async () => {
  const options = { application: 'idle', script: 'past-the-sdk.cjs', environment: registered };
  const ofProvider = { ...options, environment: { ...registered, GENSPAN_PROVIDER_MAP: '127.0.0.1=vllm' } };
  const [unknown, known] = await Promise.all([runBetween(options), runBetween(ofProvider)]);
  const traced = ({ requests }: ApplicationResult): boolean[] =>
    requests.map(({ rawHeaders }) => rawHeaders.some((name) => name.toLowerCase() === 'traceparent'));
  expect([traced(unknown), traced(known)]).toEqual([
    [true, true],
    [false, false],
  ]);
  for (const { spanNames, stdout } of [unknown, known]) {
    expect({ spanNames, stdout }).toEqual({ spanNames: ['GET', 'GET'], stdout: '200\n200\n' });
  }
});

test.concurrent('on a version of Node that is too old, one sentence says so and nothing is hooked', async () => {
  const files = { 'older-node.cjs': `delete require('node:module').registerHooks;` };
  const flags = ['--require', './older-node.cjs'];
  const run = { application: 'idle', script: 'prototypes.cjs', files };
  const [without, observed] = await Promise.all([
    runBetween({ ...run, flags }),
    runBetween({ ...run, flags: [...flags, '--require', 'genspan/register'] }),
  ]);
  expect(processOf({ ...observed, stderr: '' })).toEqual(processOf(without));
  expect(observed.stderr).toMatch(/^genspan: Node\.js 22\.15 or later is needed, this is [\d.]+; no call is recorded, .*\n$/);
});
