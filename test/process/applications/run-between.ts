import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  anthropicRoutes,
  type CollectorAnswer,
  type FakeCollector,
  type NodeResult,
  openaiRoutes,
  type RecordedRequest,
  runNode,
  type Signal,
  startFakeCollector,
  startFakeProvider,
  type WireRoute,
} from '../../../packages/adapter-testing/src';

const root = resolve(__dirname, '../../..');

export interface ApplicationRun {
  /** Folder beside this file whose content is the application. */
  readonly application: string;
  /** Path in the application's folder. */
  readonly script: string;
  readonly flags?: readonly string[];
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeBinary?: string | undefined;
  /** What is installed beside genspan, openai and @anthropic-ai/sdk: path below `node_modules` to the folder that is linked there. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Written into the folder: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the fake provider answers, as its module `case.ts` has it. @default 'seeded' */
  readonly providerCase?: string;
  readonly routes?: readonly WireRoute[];
  /** @default accepts everything */
  readonly collectorAnswers?: Partial<Readonly<Record<Signal, CollectorAnswer>>>;
  /** Called in the folder before the script runs. */
  readonly prepare?: (directory: string) => Promise<void>;
}

export interface ApplicationResult extends NodeResult {
  /** Names of all spans, sorted. */
  readonly spanNames: readonly string[];
  readonly collector: FakeCollector;
  /** What has reached the provider. */
  readonly requests: readonly RecordedRequest[];
}

/** For tests whose children wait for a busy machine. */
export const childTimeoutMs = 120_000;

export function sdkDirectory(folder: string): string {
  return join(root, 'test/sdks/node_modules', folder);
}

export function packageDirectory(folder: string): string {
  return join(root, 'packages', folder);
}

/** Of the application with an OpenTelemetry of its own. */
export function telemetryDirectory(name: string): string {
  return join(root, 'test/coexistence/api-1.10/node_modules', name);
}

/** Runs an application in a folder of its own, where packages are found as if npm had installed them, between a provider and a collector. */
export async function runBetween(run: ApplicationRun): Promise<ApplicationResult> {
  const provider = await startFakeProvider(run.routes ?? [...openaiRoutes('openai'), ...anthropicRoutes()]);
  const collector = await startFakeCollector(run.collectorAnswers);
  // The real path: hooks are told resolved paths, and so is what the application prints.
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'genspan-process-')));
  try {
    await install(directory, run);
    const providerUrl = `${provider.origin}/application/${run.providerCase ?? 'seeded'}`;
    const result = await runNode({
      nodeBinary: run.nodeBinary,
      flags: run.flags ?? [],
      script: run.script,
      arguments: run.arguments ?? [],
      directory,
      environment: {
        OPENAI_API_KEY: 'test-key',
        OPENAI_BASE_URL: `${providerUrl}/v1`,
        ANTHROPIC_API_KEY: 'test-key',
        ANTHROPIC_BASE_URL: providerUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        ...run.environment,
      },
    });
    return {
      ...result,
      spanNames: collector
        .spans()
        .map(({ name }) => name)
        .toSorted(),
      collector,
      requests: provider.requests,
    };
  } finally {
    await Promise.all([provider.close(), collector.close()]);
    await rm(directory, { recursive: true, force: true });
  }
}

async function install(directory: string, { application, packages, files = {}, prepare }: ApplicationRun): Promise<void> {
  await cp(join(__dirname, application), directory, { recursive: true });
  const installed = {
    genspan: packageDirectory('genspan'),
    openai: sdkDirectory('openai'),
    '@anthropic-ai/sdk': sdkDirectory('@anthropic-ai/sdk'),
    ...packages,
  };
  for (const [path, target] of Object.entries(installed)) {
    const link = join(directory, 'node_modules', path);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(target), link, 'dir');
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await prepare?.(directory);
}
