import { join } from 'node:path';
import type { SdkName } from '../../packages/adapter-testing/src/application/scenario-set';
import {
  type ContractTarget,
  runBaseline,
  runInstrumented,
  sdkDirectory,
  versionOf,
} from '../../packages/adapter-testing/src/contract/contract-run';
import { secrets, seedWord } from '../../packages/adapter-testing/src/seeds';

const breakAdapter = join(__dirname, '../../packages/adapter-testing/dist/application/break-adapter.js');

// What the SDKs themselves print is compared with, not forbidden: an SDK quotes chunks that it cannot parse.
test.each<[SdkName, string, readonly string[]]>([
  ['openai', 'openai', []],
  ['openai', 'openai', ['--require', breakAdapter]],
  ['anthropic', '@anthropic-ai/sdk', []],
])(
  '%s (%s, %j): what genspan says of itself at the most talkative level has no content in it',
  async (sdk, alias, flags) => {
    const directory = sdkDirectory(alias);
    const target: ContractTarget = { sdk, sdkDirectory: directory, version: versionOf(directory), format: 'cjs' };
    const [baseline, instrumented] = await Promise.all([
      runBaseline(target),
      runInstrumented(target, 'off', { flags, environment: { OTEL_LOG_LEVEL: 'all' } }),
    ]);
    const sdkLines = new Set(baseline.application.stderr.split('\n'));
    const own = instrumented.application.stderr.split('\n').filter((line) => !sdkLines.has(line));
    const forbidden = [seedWord, ...Object.values(secrets)];
    expect(own.filter((line) => forbidden.some((word) => line.includes(word)))).toEqual([]);
    expect(own.some((line) => line.includes('genspan') || line.includes('opentelemetry'))).toBe(true);
  },
  240_000,
);
