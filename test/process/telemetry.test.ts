import { appTimeoutMs, runApp } from '../coexistence/run-app';

jest.setTimeout(appTimeoutMs);

/** What an application exports of itself; where its spans go is a matter of these tests, so nothing is sent. */
const environment = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };

const inApplication = ['genspan: inside < app span', 'app: app span', 'early: late span'];

describe.each(['api-1.10/node-sdk.cjs', 'api-1.10/node-sdk.mjs', 'api-1.9/node-sdk.cjs', 'api-1.9/node-sdk.mjs'])(
  'NodeSDK in %s',
  (app) => {
    test('started before the first call has everything, and ours is never started', async () => {
      const report = await runApp({ app, args: ['before'], environment });
      expect(report).toMatchObject({ ownSpans: [], ownMetrics: [], ownLogs: [], ownSdkStarts: 0, warnings: [], errors: [] });
      expect(report['appSpans']).toEqual(inApplication);
    });

    test('started after calls has everything from then on; calls that were open end with ours', async () => {
      const report = await runApp({ app, args: ['after'], environment });
      expect(report.ownSpans).toEqual(['genspan: first', 'early: early span', 'genspan: open']);
      expect(report['appSpans']).toEqual(inApplication);
      expect(report).toMatchObject({ ownSdkStarts: 1, warnings: [], errors: [] });
    });
  },
);

describe('setGlobalTracerProvider and its siblings', () => {
  const app = 'api-1.10/plain.cjs';

  test.each(['before', 'after'])('called %s the first call answer true, and each signal has its provider', async (order) => {
    const report = await runApp({ app, args: [order], environment });
    expect(report['registered']).toEqual([true, true, true, true, true]);
    expect(report['appSpans']).toEqual(inApplication);
    expect(report['appMetrics']).toContain('calls inside 1');
    expect(report['appLogs']).toContain('inside in a span');
    expect(report.ownMetrics).not.toContain('calls inside 1');
    expect(report.ownLogs).not.toContain('inside in a span');
  });

  test.each(['before', 'after'])(
    'a tracer provider without a context manager, set %s the first call, gets no new parents',
    async (order) => {
      const report = await runApp({ app, args: [order, 'trace'], environment });
      expect(report['appSpans']).toEqual(['genspan: inside', 'app: app span', 'early: late span']);
      expect(report.errors).toEqual([]);
    },
  );

  test.each(['before', 'after'])('a meter provider alone, set %s the first call, leaves spans and logs with ours', async (order) => {
    const report = await runApp({ app, args: [order, 'metrics'], environment });
    expect(report['appMetrics']).toContain('calls inside 1');
    expect(report.ownMetrics).not.toContain('calls inside 1');
    expect(report.ownSpans).toContain('early: late span');
    expect(report.ownLogs).toContain('inside in a span');
  });

  test.each(['before', 'after'])('a meter provider of API 1.9, set %s the first call, is used beside ours', async (order) => {
    const report = await runApp({ app: 'api-1.9/plain.cjs', args: [order, 'metrics'], environment });
    expect(report).toMatchObject({ registered: [true], errors: [], warnings: [] });
    expect(report['appMetrics']).toContain('calls inside 1');
    expect(report.ownSpans).toContain('early: late span');
  });

  test('a context manager and a propagator alone are used with our spans', async () => {
    const report = await runApp({ app, args: ['after', 'context,propagation'], environment });
    expect(report).toMatchObject({ registered: [true, true], errors: [] });
    expect(report.ownSpans).toContain('genspan: inside < app span');
  });
});

describe('an application with tracing but without metrics and logs', () => {
  const args = (order: string): string[] => [order, 'trace,context,propagation'];

  test.each(['before', 'after'])('%s the first call: gets none of ours by itself', async (order) => {
    const report = await runApp({ app: 'api-1.10/plain.cjs', args: args(order) });
    expect(report.ownMetrics).not.toContain('calls inside 1');
    expect(report.ownLogs).not.toContain('inside in a span');
  });

  test.each(['before', 'after'])('%s the first call: gets ours where the environment says where to', async (order) => {
    const report = await runApp({
      app: 'api-1.10/plain.cjs',
      args: args(order),
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.invalid:4318' },
    });
    expect(report.ownMetrics).toContain('calls inside 1');
    expect(report.ownLogs).toContain('inside in a span');
    expect(report['appSpans']).toEqual(inApplication);
  });
});

describe('Sentry', () => {
  test.each(['before', 'after'])('10, started %s the first call, has the calls in its transactions', async (order) => {
    const report = await runApp({ app: 'api-1.9/sentry.cjs', args: [order], environment });
    expect(report['transactions']).toContainEqual(['app span', 'inside < app span']);
    expect(report).toMatchObject({ registered: true, errors: [] });
    expect(report.ownSpans).not.toContain('genspan: inside');
  });

  test.each(['before', 'after'])('11 with OpenTelemetry, started %s the first call, has the calls in its transactions', async (order) => {
    const report = await runApp({ app: 'api-1.10/sentry.cjs', args: [order, 'true'], environment });
    expect(report['transactions']).toEqual([['app span', 'inside < app span'], ['late span']]);
    expect(report.errors).toEqual([]);
  });

  test('11 without OpenTelemetry leaves it to ours', async () => {
    const report = await runApp({ app: 'api-1.10/sentry.cjs', args: ['after', 'false'], environment });
    expect(report['transactions']).toEqual([]);
    expect(report.ownSpans).toContain('genspan: inside < app span');
  });
});

describe('an API outside the supported range', () => {
  test.each(['before', 'after'])('registered %s the first call, keeps its traces to itself and is told of once', async (order) => {
    const report = await runApp({ app: 'api-1.9/plain.cjs', args: [order, 'trace', '@opentelemetry/api-1.8'], environment });
    expect(report['registered']).toEqual([true]);
    expect(report['appSpans']).toEqual(['app: app span', 'early: late span']);
    expect(report.ownSpans).toContain('genspan: inside');
    expect(report.warnings).toEqual([expect.stringMatching(/@opentelemetry\/api 1\.8\.0, which is not in >=1\.9\.0 <1\.11\.0/)]);
    expect(report.errors).toEqual([]);
  });
});

describe('the whole distribution', () => {
  test('gives the calls of an ES module application to the provider it registers after the first of them', async () => {
    const report = await runApp({ app: 'api-1.9/late.mjs', environment, preload: 'register' });
    expect(report).toEqual({ registered: true, spans: ['chat gpt-4.1'] });
  });
});
