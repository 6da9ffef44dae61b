import { appTimeoutMs, runAppFully, type AppRun } from '../coexistence/run-app';

jest.setTimeout(appTimeoutMs);

const environment = {
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'none',
  GENSPAN_LOG: 'stderr',
};

/** Scopes and traces of the spans in the application's telemetry, and the lines of our JSON log. */
async function run(app: string, args: AppRun['args'] = []) {
  const { report, errorOutput } = await runAppFully({ app, args, environment, preload: 'register' });
  const lines = errorOutput.split('\n').filter((line) => line.startsWith('{'));
  return {
    scopes: report['scopes'],
    spans: report['spans'],
    traceIds: report['traceIds'],
    logged: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

test.each([
  ['OpenTelemetry contrib', 'api-1.10/contrib-openai.cjs', '@opentelemetry/instrumentation-openai'],
  ['OpenInference', 'api-1.9/openinference.cjs', '@arizeai/openinference-instrumentation-openai'],
  ['OpenLLMetry', 'api-1.9/openllmetry.cjs', '@traceloop/instrumentation-openai'],
])('a call that %s records has its span and our log line in the same trace', async (_name, app, scope) => {
  const { scopes, traceIds, logged } = await run(app);
  expect(scopes).toEqual([scope]);
  expect(logged).toEqual([expect.objectContaining({ 'gen_ai.usage.input_tokens': 3, trace_id: (traceIds as string[])[0] })]);
});

describe("Sentry's own OpenAI integration", () => {
  const own = ['auto.ai.openai: chat gpt-4o'];
  const request = expect.stringMatching(/^auto\.http\.node_fetch: POST /);

  test('of version 10 has the call, ours is not beside it', async () => {
    const { spans, logged } = await run('api-1.9/sentry-openai.cjs');
    expect(spans).toEqual(own);
    expect(logged).toHaveLength(1);
  });

  test.each([true, false])('of version 11 has the call, with OpenTelemetry set up by Sentry: %s', async (enableOpenTelemetrySetup) => {
    const options = JSON.stringify({ traceLifecycle: 'static', enableOpenTelemetrySetup });
    const { spans, logged } = await run('api-1.10/sentry-openai.cjs', [options]);
    expect(spans).toEqual([...own, request]);
    expect(logged).toHaveLength(1);
  });

  test('when switched off leaves the call to us, in its transaction', async () => {
    const options = JSON.stringify({ traceLifecycle: 'static', enableOpenTelemetrySetup: true, defaultIntegrations: false });
    const { spans } = await run('api-1.10/sentry-openai.cjs', [options]);
    expect(spans).toEqual(['manual: chat gpt-4o']);
  });
});

test('without another instrumentation the span is ours', async () => {
  const { scopes, logged } = await run('api-1.10/contrib-openai.cjs', ['alone']);
  expect(scopes).toEqual(['genspan']);
  expect(logged).toHaveLength(1);
});
