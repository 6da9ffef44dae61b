/** Client and server of the test applications, each in a process of its own, in a folder with one version of the SDK. */
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type NodeResult, runNode, startFakeCollector, type MetricData, type SpanData } from '@genspan/adapter-testing';

export interface Version {
  readonly label: string;
  /** `sdk`: one package up to 1.x; `split`: client and server apart, since 2.0. */
  readonly generation: 'sdk' | 'split';
  /** Packages as the application has installed them, by the folder in `test/sdks`. */
  readonly packages: Readonly<Record<string, string>>;
}

export const versions = {
  'sdk 1.0.0': { label: 'sdk 1.0.0', generation: 'sdk', packages: { '@modelcontextprotocol/sdk': 'mcp-1.0' } },
  'sdk newest': { label: 'sdk newest', generation: 'sdk', packages: { '@modelcontextprotocol/sdk': '@modelcontextprotocol/sdk' } },
  'client and server 2.0.0': {
    label: 'client and server 2.0.0',
    generation: 'split',
    packages: { '@modelcontextprotocol/client': 'mcp-client-2.0', '@modelcontextprotocol/server': 'mcp-server-2.0' },
  },
  'client and server newest': {
    label: 'client and server newest',
    generation: 'split',
    packages: {
      '@modelcontextprotocol/client': '@modelcontextprotocol/client',
      '@modelcontextprotocol/server': '@modelcontextprotocol/server',
    },
  },
} as const satisfies Readonly<Record<string, Version>>;

export interface PairOptions {
  readonly version: Version;
  readonly format: 'cjs' | 'esm';
  readonly transport: 'stdio' | 'http' | 'memory';
  /** @default 'client' */
  readonly program?: string;
  /** @default the one this process runs on */
  readonly nodeBinary?: string;
  /** Absent: without genspan. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface PairRun extends NodeResult {
  readonly outcomes: Readonly<Record<string, unknown>>;
  readonly spans: readonly SpanData[];
  readonly metrics: readonly MetricData[];
  /** All that was exported, as one text. */
  readonly exported: string;
}

const root = join(__dirname, '../../..');
const sdks = join(root, 'test/sdks/node_modules');
export const registerPath = join(root, 'packages/genspan/dist/register.js');

export async function runPair({ version, format, transport, program = 'client', nodeBinary, environment }: PairOptions): Promise<PairRun> {
  const collector = await startFakeCollector();
  try {
    await using directory = await makeApplicationDirectory(version);
    const result = await runNode({
      nodeBinary,
      flags: environment === undefined ? [] : ['--require', registerPath],
      script: join(directory.path, `${program}.cjs`),
      arguments: [format, version.generation, transport],
      directory: directory.path,
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_SERVICE_NAME: 'client',
        OTEL_BSP_SCHEDULE_DELAY: '100',
        OTEL_METRIC_EXPORT_INTERVAL: '600000',
        ...environment,
      },
    });
    const exported = collector.deliveries.map(({ body }) => body.toString('utf8')).join('\n');
    return { ...result, outcomes: parse(result), spans: collector.spans(), metrics: collector.metrics(), exported };
  } finally {
    await collector.close();
  }
}

/** A folder with the applications and one version of the SDK, until it is disposed of. */
export async function makeApplicationDirectory(version: Version): Promise<{ readonly path: string } & AsyncDisposable> {
  // The real path: Node resolves links, and hooks are told resolved paths.
  const path = await realpath(await mkdtemp(join(tmpdir(), 'genspan-mcp-')));
  await cp(join(__dirname, 'applications'), path, { recursive: true });
  await install(path, '@opentelemetry/api', join(__dirname, '../node_modules/@opentelemetry/api'));
  for (const [name, alias] of Object.entries(version.packages)) await install(path, name, join(sdks, alias));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function parse({ stdout, stderr }: NodeResult): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  } catch {
    throw new Error(`The client printed no outcomes: ${stdout}\n${stderr}`);
  }
}

async function install(directory: string, name: string, target: string): Promise<void> {
  const link = join(directory, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(await realpath(target), link, 'dir');
}
