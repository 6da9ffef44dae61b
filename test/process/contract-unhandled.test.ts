import { join } from 'node:path';
import { scenarioSet, type SdkName } from '../../packages/adapter-testing/src/application/scenario-set';
import { sdkDirectory, versionOf } from '../../packages/adapter-testing/src/contract/contract-run';
import {
  type ModuleFormat,
  type NodeResult,
  runApplication,
  startFakeCollector,
  startFakeProvider,
} from '../../packages/adapter-testing/src';

const register = join(__dirname, '../../packages/genspan/dist/register.js');

async function run(sdk: SdkName, format: ModuleFormat, flags: readonly string[]): Promise<NodeResult & { readonly outcomes: unknown[] }> {
  const set = scenarioSet(sdk);
  const directory = sdkDirectory(set.packageName);
  const [provider, collector] = [await startFakeProvider(set.routes), await startFakeCollector()];
  try {
    const result = await runApplication({
      program: 'unhandled',
      format,
      packageName: set.packageName,
      sdkDirectory: directory,
      flags,
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
      arguments: [sdk, versionOf(directory), provider.origin],
    });
    return { ...result, outcomes: collector.spans().map(({ attributes }) => attributes['genspan.outcome']) };
  } finally {
    await Promise.all([provider.close(), collector.close()]);
  }
}

/** What Node prints of the error, apart from its stack, which shows the way the call took. */
function errorLines({ stderr }: NodeResult): string[] {
  return stderr.split('\n').filter((line) => /^\w*Error: /.test(line) || /^ {2}\w+: /.test(line));
}

describe.each<[SdkName, ModuleFormat]>([
  ['openai', 'cjs'],
  ['openai', 'esm'],
  ['anthropic', 'cjs'],
  ['anthropic', 'esm'],
])('%s as %s: a rejection that nobody handles', (sdk, format) => {
  test('ends the process as without genspan, and its call is told', async () => {
    const [baseline, instrumented] = await Promise.all([run(sdk, format, []), run(sdk, format, ['--require', register])]);
    expect(baseline.exitCode).toBe(1);
    expect(errorLines(baseline)).toContainEqual(expect.stringContaining('400'));
    expect([instrumented.exitCode, instrumented.signal, instrumented.stdout]).toEqual([1, null, '']);
    expect(errorLines(instrumented)).toEqual(errorLines(baseline));
    expect(instrumented.outcomes).toEqual(['failed']);
  });
});
