/** One run of the scenario application between a fake provider and a fake collector, with everything that was seen on all sides. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioSet, type ScenarioSet, type SdkName } from '../application/scenario-set';
import { type FakeCollector, startFakeCollector } from '../collector/fake-collector';
import type { LogRecordData, MetricData, SpanData } from '../collector/otlp-json';
import { type RecordedRequest, startFakeProvider } from '../provider/fake-provider';
import type { ModuleFormat } from '../run-application';
import { processSeeds } from '../seeds';
import { runScenarioApplication, type ScenarioApplicationRun } from './scenario-application';

export interface ContractTarget {
  readonly sdk: SdkName;
  /** Folder of the installed SDK. */
  readonly sdkDirectory: string;
  readonly version: string;
  /** Further packages that the application has installed, by the folder in `test/sdks`: `{ '@ai-sdk/openai': 'ai-openai-2' }`. */
  readonly packages?: Readonly<Record<string, string>> | undefined;
  readonly format: ModuleFormat;
  readonly nodeBinary?: string | undefined;
}

export type ContentMode = 'off' | 'hash' | 'redacted';

export interface ContractRun {
  readonly target: ContractTarget;
  readonly set: ScenarioSet;
  readonly application: ScenarioApplicationRun;
  readonly requests: readonly RecordedRequest[];
  readonly providerOrigin: string;
  readonly spans: readonly SpanData[];
  readonly metrics: readonly MetricData[];
  readonly logRecords: readonly LogRecordData[];
  readonly collector: FakeCollector;
  /** Lines of the JSON log. */
  readonly logLines: readonly string[];
}

const testSdks = join(__dirname, '..', '..', '..', '..', 'test', 'sdks', 'node_modules');
const registerPath = join(__dirname, '..', '..', '..', 'genspan', 'dist', 'register.js');

/** `alias`: a package of `test/sdks`, or, with a colon, of a folder in it: `langchain-1.0:@langchain/core`. */
export function sdkDirectory(alias: string): string {
  const [first = '', second] = alias.split(':');
  return second === undefined ? join(testSdks, first) : join(testSdks, '..', first, 'node_modules', second);
}

export function versionOf(directory: string): string {
  return (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }).version;
}

let lastBaseline: { readonly key: string; readonly run: Promise<ContractRun> } | undefined;

/**
 * The same application without genspan: what everything else is compared with. Asked for twice in a row, it runs once; more are not
 * kept, for each holds all that was sent.
 */
export function runBaseline(target: ContractTarget, flags: readonly string[] = []): Promise<ContractRun> {
  const key = JSON.stringify([target, flags]);
  if (lastBaseline?.key !== key) lastBaseline = { key, run: runContract(target, flags, () => ({})) };
  return lastBaseline.run;
}

export interface InstrumentedOptions {
  /** Before the one of genspan. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function runInstrumented(target: ContractTarget, content: ContentMode, options: InstrumentedOptions = {}): Promise<ContractRun> {
  return runContract(target, [...(options.flags ?? []), '--require', registerPath], (endpoint, logPath) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_SERVICE_NAME: 'contract',
    // No span may be lost to the harness: an application under test makes hundreds of calls in a few seconds.
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_BSP_MAX_QUEUE_SIZE: '10000',
    // One export, at the end: the last value of a sum is then the only one.
    OTEL_METRIC_EXPORT_INTERVAL: '600000',
    OTEL_BLRP_SCHEDULE_DELAY: '100',
    OTEL_BLRP_MAX_QUEUE_SIZE: '10000',
    GENSPAN_CONTENT: content,
    GENSPAN_LOG: `file:${logPath}`,
    ...options.environment,
  }));
}

type EnvironmentFor = (collectorEndpoint: string, logPath: string) => Readonly<Record<string, string>>;

async function runContract(target: ContractTarget, flags: readonly string[], environmentFor: EnvironmentFor): Promise<ContractRun> {
  const set = scenarioSet(target.sdk);
  const provider = await startFakeProvider(set.routes);
  const collector = await startFakeCollector();
  const logDirectory = await mkdtemp(join(tmpdir(), 'genspan-log-'));
  try {
    const application = await runScenarioApplication({
      format: target.format,
      packageName: set.packageName,
      specifier: set.specifier,
      sdkDirectory: target.sdkDirectory,
      packages: packagesOf(target),
      nodeBinary: target.nodeBinary,
      flags,
      environment: {
        SECRET_OF_THE_PROCESS: processSeeds.environment,
        ...environmentFor(collector.endpoint, join(logDirectory, 'calls.jsonl')),
      },
      arguments: [target.sdk, target.version, provider.origin, '', processSeeds.argument],
    });
    const logLines = await readLines(logDirectory);
    return {
      target,
      set,
      application,
      requests: provider.requests,
      providerOrigin: provider.origin,
      spans: collector.spans(),
      metrics: collector.metrics(),
      logRecords: collector.logRecords(),
      collector,
      logLines,
    };
  } finally {
    await Promise.all([provider.close(), collector.close(), rm(logDirectory, { recursive: true })]);
  }
}

function packagesOf({ packages = {} }: ContractTarget): Record<string, string> {
  const aliases = Object.entries({ zod: 'zod', ...packages });
  return Object.fromEntries(aliases.map(([name, alias]) => [name, sdkDirectory(alias)]));
}

/** Lines of all files: there is one file a process. */
async function readLines(directory: string): Promise<string[]> {
  const files = await readdir(directory);
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
}
