import { join } from 'node:path';
import { type FakeProvider, startFakeProvider } from '../../packages/adapter-testing/src/provider/fake-provider';
import { bedrockModelRoutes } from '../../packages/adapter-testing/src/provider/routes-aws';
import { appTimeoutMs, runApp } from '../coexistence/run-app';

jest.setTimeout(appTimeoutMs);

let provider: FakeProvider;

beforeAll(async () => {
  provider = await startFakeProvider(bedrockModelRoutes());
});

afterAll(() => provider.close());

const environment = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };
const call = 'the request > genspan: chat anthropic.claude-sonnet-4-20250514-v1:0';
/** What the fake provider bills for one answer: 50 fresh, 64 cached, 6 written to the cache. */
const billedTokens = 120;

function run(alias: string, ...more: readonly string[]) {
  const sdk = join(__dirname, '../sdks/node_modules', alias);
  return runApp({
    app: 'api-1.10/aws-bedrock.cjs',
    args: [sdk, `${provider.origin}/rival/seeded`, ...more],
    environment,
    preload: 'register',
  });
}

describe.each(['@aws-sdk/client-bedrock-runtime', 'bedrock-runtime-3.422'])("%s, instrumented by OpenTelemetry's AWS SDK too", (alias) => {
  test('each model call is one span, ours, below the span of the application, and tokens are told once', async () => {
    const { tree, inputTokens } = await run(alias);
    expect(tree).toEqual([' > application: the request', call, call]);
    expect(inputTokens).toBe(2 * billedTokens);
  });

  test('the tree is that without the other instrumentation', async () => {
    expect((await run(alias))['tree']).toEqual((await run(alias, 'alone'))['tree']);
  });
});
