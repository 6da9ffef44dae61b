import { appTimeoutMs, runApp } from '../coexistence/run-app';

jest.setTimeout(appTimeoutMs);

const environment = {
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'none',
};

/** One request of a user, in which two model calls and two calls of another service are made, by fetch and by node:http. */
const handled = ['genspan: sendByFetch < GET', 'genspan: sendByHttp < GET', 'http: GET', 'http: GET < GET', 'undici: GET < GET'];
const traced = expect.stringMatching(/^traceparent: 00-/);

function sorted(spans: unknown): string[] {
  return (spans as string[]).toSorted();
}

describe.each(['before', 'after'])('HTTP in an application that starts its telemetry %s the first call', (order) => {
  test('without telemetry of its own: our spans, each request once', async () => {
    const report = await runApp({ app: 'api-1.10/no-telemetry.cjs', args: [order], environment });
    expect(sorted(report.ownSpans.filter((span) => span !== 'genspan: first'))).toEqual(handled);
    expect(report['providerHeaders']).toEqual([[], []]);
    expect(report['otherHeaders']).toEqual([[traced], [traced]]);
    expect(report.errors).toEqual([]);
  });

  test('auto-instrumentations-node: its spans, each request once, none of ours', async () => {
    const report = await runApp({ app: 'api-1.10/auto-instrumentations.cjs', args: [order], environment });
    expect(sorted(report['appSpans'])).toEqual(handled);
    expect(report.ownSpans.filter((span) => span !== 'genspan: first')).toEqual([]);
    expect(report['providerHeaders']).toEqual([[], []]);
    expect(report['otherHeaders']).toEqual([[traced], [traced]]);
    expect(report.errors).toEqual([]);
  });

  test('the HTTP instrumentation of API 1.9 alone: its spans only, and no header from ours', async () => {
    const report = await runApp({ app: 'api-1.9/http-instrumentation.cjs', args: [order], environment });
    expect(sorted(report['appSpans'])).toEqual(handled.filter((span) => span !== 'undici: GET < GET'));
    expect(report.ownSpans.filter((span) => span !== 'genspan: first')).toEqual([]);
    expect(report['providerHeaders']).toEqual([[], []]);
    expect(report['otherHeaders']).toEqual([[], [traced]]);
  });
});
