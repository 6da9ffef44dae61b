import { startFakeCollector, type CollectorAnswer, type FakeCollector } from '../../packages/adapter-testing/src';
import { DoctorApplication, nothingExported, runDoctor, runGenspan, sdkDirectory, type DoctorCheck } from './doctor-application';

// One run starts up to a dozen processes.
jest.setTimeout(120_000);

let application: DoctorApplication;
beforeAll(async () => {
  application = await DoctorApplication.create();
  await application.link('@anthropic-ai/sdk', sdkDirectory('anthropic-1.12'));
  await application.write('package.json', JSON.stringify({ name: 'shop', version: '3.0.0' }));
});
afterAll(() => application[Symbol.asyncDispose]());

function diagnose(environment: Readonly<Record<string, string>>) {
  return runDoctor({ directory: application.directory, environment });
}

async function diagnoseAnswer(answer: CollectorAnswer, environment: Readonly<Record<string, string>> = {}) {
  const collector = await startFakeCollector({ traces: answer, metrics: answer, logs: answer });
  const run = await diagnose({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, ...environment });
  await collector.close();
  return { ...run, collector };
}

function exportChecks(checks: readonly DoctorCheck[]) {
  return checks.filter(({ id }) => id === 'export').map(({ level, text }) => [level, text]);
}

async function closedEndpoint(): Promise<string> {
  const collector: FakeCollector = await startFakeCollector();
  await collector.close();
  return collector.endpoint;
}

test('a test span, metric and event go round as the application would send them, and all is good', async () => {
  const { checks, exitCode, collector } = await diagnoseAnswer(200, { OTEL_TRACES_SAMPLER: 'always_off' });
  expect(collector.spans()).toMatchObject([{ name: 'genspan doctor' }]);
  expect(collector.metrics().map(({ name }) => name)).toEqual(['genspan.doctor.runs']);
  expect(collector.logRecords()).toHaveLength(1);
  const traces = collector.deliveries.find(({ signal }) => signal === 'traces');
  expect(traces?.body.toString()).toContain('"shop"');
  expect(exportChecks(checks)).toEqual([
    ['good', `traces: ${collector.endpoint}/v1/traces took a test span (http/json)`],
    ['good', `metrics: ${collector.endpoint}/v1/metrics took a test metric (http/json)`],
    ['good', `logs: ${collector.endpoint}/v1/logs took a test event (http/json)`],
  ]);
  expect(exitCode).toBe(0);
});

test('the address that is shown is the one that was sent to', async () => {
  const collector = await startFakeCollector();
  const endpoint = collector.endpoint.replace('127.0.0.1', 'localhost');
  const { checks } = await diagnose({
    OTEL_EXPORTER_OTLP_ENDPOINT: await closedEndpoint(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
  });
  await collector.close();
  expect(collector.deliveries.map(({ headers }) => headers['content-type'])).toEqual(['application/x-protobuf']);
  expect(exportChecks(checks)).toEqual([
    ['good', `traces: ${endpoint}/v1/traces took a test span (http/protobuf)`],
    ['good', 'metrics: off (OTEL_METRICS_EXPORTER)'],
    ['good', 'logs: off (OTEL_LOGS_EXPORTER)'],
  ]);
});

test('an endpoint that nothing listens on is one problem, with what to do', async () => {
  const endpoint = await closedEndpoint();
  const { checks, exitCode } = await diagnose({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  expect(exportChecks(checks)).toEqual([
    [
      'problem',
      expect.stringMatching(/^traces, metrics, logs: \S+ cannot be reached \(nothing listens there\); .* set OTEL_EXPORTER_OTLP_/),
    ],
  ]);
  expect(exitCode).toBe(1);
});

test('an endpoint that takes traces only is told with the variables that say so', async () => {
  const collector = await startFakeCollector({ metrics: 404, logs: 404 });
  const { checks, exitCode } = await diagnose({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
  await collector.close();
  expect(exportChecks(checks)).toEqual([
    ['good', expect.stringContaining('took a test span')],
    ['problem', expect.stringMatching(/^metrics: .* \(404\).* OTEL_METRICS_EXPORTER=none/)],
    ['problem', expect.stringMatching(/^logs: .* \(404\).* OTEL_LOGS_EXPORTER=none/)],
  ]);
  expect(exitCode).toBe(1);
});

test('an endpoint that takes no JSON is told with the protocol to set', async () => {
  const { checks, exitCode } = await diagnoseAnswer(415);
  expect(exportChecks(checks)[0]).toEqual(['problem', expect.stringContaining('set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf')]);
  expect(exitCode).toBe(1);
});

test('an endpoint that never answers is told after the time that the environment gives it', async () => {
  const { checks, exitCode } = await diagnoseAnswer('hang', { OTEL_EXPORTER_OTLP_TIMEOUT: '300' });
  expect(exportChecks(checks)).toEqual([['problem', expect.stringContaining('(no answer in time)')]]);
  expect(exitCode).toBe(1);
});

test('a trace exporter that is switched off is told, and is no problem', async () => {
  const { checks, exitCode } = await diagnose(nothingExported);
  expect(exportChecks(checks)[0]).toEqual(['hint', 'traces: off (OTEL_TRACES_EXPORTER)']);
  expect(exitCode).toBe(0);
});

test('OTEL_SDK_DISABLED is a problem, and the rest is checked all the same', async () => {
  const { checks, exitCode } = await diagnose({ ...nothingExported, OTEL_SDK_DISABLED: 'true' });
  expect(checks.filter(({ level }) => level === 'problem').map(({ id }) => id)).toEqual(['disabled']);
  expect(checks).toContainEqual(expect.objectContaining({ id: 'sdk_copy', level: 'good' }));
  expect(exitCode).toBe(1);
});

test('variables with wrong values are told once each', async () => {
  const { checks, exitCode } = await diagnose({ ...nothingExported, GENSPAN_CONTENT: 'everything', OTEL_TRACES_SAMPLER: 'sometimes' });
  const wrong = checks.filter(({ id }) => id === 'variable').map(({ text }) => text);
  expect(wrong).toEqual([expect.stringMatching(/^GENSPAN_CONTENT /), expect.stringMatching(/^OTEL_TRACES_SAMPLER /)]);
  expect(exitCode).toBe(1);
});

test('a preload of the user that writes to stdout and stderr does not disturb the report', async () => {
  await application.write('noisy.cjs', 'console.log("out"); console.error("err");');
  const { stdout, exitCode } = await runGenspan(['doctor', '--cwd', application.directory], {
    directory: application.directory,
    environment: { ...nothingExported, NODE_OPTIONS: '--require ./noisy.cjs' },
  });
  expect(stdout).toMatch(/^out\ngenspan /);
  expect(stdout).toContain('require patched, import patched');
  expect(exitCode).toBe(0);
});

test('credentials are sent and never printed', async () => {
  const collector = await startFakeCollector({ logs: 404 });
  const endpoint = new URL(collector.endpoint);
  endpoint.username = 'userpart';
  endpoint.password = 'passpart';
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.href,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=headerpart',
    GENSPAN_CONTENT: 'hash',
    GENSPAN_HASH_KEY: 'hashpart',
    GENSPAN_LOG: 'logpart',
  };
  const asJson = await diagnose(environment);
  const asText = await runGenspan(['doctor'], { directory: application.directory, environment });
  await collector.close();
  expect(collector.deliveries.map(({ headers }) => headers['x-api-key'])).toContain('headerpart');
  expect(asText.stdout).toContain('took a test span');
  expect(asJson.output + asText.stdout + asText.stderr).not.toMatch(/userpart|passpart|headerpart|hashpart|logpart/);
});
