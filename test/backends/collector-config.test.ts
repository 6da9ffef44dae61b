/** The configurations of the repository, in a real Collector. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FakeCollector, startFakeCollector } from '../../packages/adapter-testing/src';
import { runDemoService } from './demo-service';
import { describeWith } from './describe-with';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { type RunningCollector, startCollector, until, validate } from './running-collector';
import { redacted, said, secrets } from './seeded-secrets';

const single = 'otel-collector-config.yaml';
const edge = 'docker/collector/edge.yaml';
const gateway = 'docker/collector/gateway.yaml';
const vendors = readdirSync(resolve(__dirname, '../../docker/collector/vendors')).map((name) => `docker/collector/vendors/${name}`);

const serverKind = 2;

describeWith(whyNoProgram('collector'))('with a real Collector', () => {
  let program: string;
  let directory: string;

  beforeAll(() => {
    program = buildProgram('collector');
  }, buildTimeoutMs);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'genspan-collector-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  describe('validate', () => {
    it.each([
      ['the single Collector', [single]],
      ['the edge', [single, edge]],
      ['the gateway', [gateway]],
    ])('accepts %s', (_name, configs) => {
      expect(validate(program, configs)).toBe('');
    });

    it.each(vendors)('accepts %s with the single Collector and with the gateway', (fragment) => {
      expect([validate(program, [single, fragment]), validate(program, [gateway, fragment])]).toEqual(['', '']);
    });

    it('accepts all fragments at once', () => {
      expect(validate(program, [single, ...vendors])).toBe('');
    });

    it('refuses an exporter that nobody defined', () => {
      expect(validate(program, [single], { COLLECTOR_TRACE_EXPORTERS: '[otlp_http/nobody]' })).toContain('otlp_http/nobody');
    });
  });

  describe('a service that hides nothing', () => {
    let all: FakeCollector;
    let langfuse: FakeCollector;
    let collector: RunningCollector;

    beforeEach(async () => {
      [all, langfuse] = await Promise.all([startFakeCollector(), startFakeCollector()]);
      const json = { encoding: 'json' };
      collector = await startCollector(program, {
        configs: [single, 'docker/collector/vendors/langfuse.yaml'],
        changes: { exporters: { 'otlp_http/vendor': json, 'otlp_http/langfuse': json } },
        environment: {
          VENDOR_OTLP_ENDPOINT: all.endpoint,
          VENDOR_OTLP_HEADERS: '{api-key: guarded}',
          COLLECTOR_TRACE_EXPORTERS: '[otlp_http/vendor]',
          COLLECTOR_LOG_EXPORTERS: '[otlp_http/vendor]',
          LANGFUSE_OTLP_ENDPOINT: langfuse.endpoint,
          LANGFUSE_AUTH_BASE64: 'cGs6c2s=',
        },
        directory,
      });
    });
    afterEach(async () => {
      await collector.stop();
      await Promise.all([all.close(), langfuse.close()]);
    });

    const bytes = (sink: FakeCollector) => sink.deliveries.map(({ body }) => body.toString()).join('\n');

    it('reaches backends without its secrets, with every token, and is measured', async () => {
      await runDemoService(collector.httpEndpoint, [
        ['/order', said],
        ['/reply', said],
      ]);
      await until('both backends have the spans', () => langfuse.spans().length >= 3 && all.spans().length >= 5);

      expect(all.spans().filter(({ kind }) => kind === serverKind)).toHaveLength(2);
      expect(langfuse.spans().filter(({ kind }) => kind === serverKind)).toEqual([]);
      expect(all.deliveries[0]?.headers['api-key']).toBe('guarded');
      expect(langfuse.deliveries[0]?.headers).toMatchObject({ authorization: 'Basic cGs6c2s=', 'x-langfuse-ingestion-version': '4' });
      expect(langfuse.spans().map(({ name }) => name)).toEqual(['chat gpt-4.1-mini', 'chat gpt-4.1-mini', 'chat claude-sonnet-4-6']);
      expect(langfuse.spans().map(({ attributes }) => tokensOf(attributes))).toEqual([
        [96, 18],
        [142, 14],
        [1072, 26],
      ]);
      expect(langfuse.spans()[0]?.attributes['gen_ai.input.messages']).toContain(redacted);
      for (const sink of [all, langfuse]) for (const secret of Object.values(secrets)) expect(bytes(sink)).not.toContain(secret);

      await until('the answers are counted', async () => (await collector.scrape()).includes('genspan_collector_answers_total{'));
      const series = await collector.scrape();
      expect(valuesOf(series, 'genspan_collector_answers_total', 'gen_ai_response_finish_reason')).toEqual({ stop: 2, tool_call: 1 });
      expect(series).toMatch(/genspan_collector_answers_total\{.*job="shop"/);
      expect(valuesOf(series, 'genspan_collector_requests_total', 'job')).toEqual({ shop: 2 });
      expect(series).toMatch(/genspan_client_cost_total\{.*service_name="shop"/);
      expect(series).toMatch(/genspan_collector_masked_total\{/);
      for (const secret of Object.values(secrets)) expect(series).not.toContain(secret);
    });

    it('is counted by the Collector under the names that the alerts ask for', async () => {
      await post(collector, 'traces', { resourceSpans: [{ scopeSpans: [{ spans: [span()] }] }] });
      await until('the span has come', () => all.spans().length > 0);
      await until('it is counted', async () =>
        /^otelcol_exporter_sent_spans_total\{.*exporter="otlp_http\/vendor"/m.test(await collector.scrapeSelf()),
      );
      expect(await collector.scrapeSelf()).toMatch(/^otelcol_exporter_queue_capacity\{.*exporter="otlp_http\/langfuse".* 2000$/m);
    });

    it('is measured by prompt and evaluation, and what comes later is added up', async () => {
      const prompt = [text('gen_ai.prompt.name', 'reply'), text('gen_ai.prompt.version', '7')];
      const number = (key: string, doubleValue: number) => ({ key, value: { doubleValue } });
      const event = (one: object) => ({ resourceLogs: [{ scopeLogs: [{ logRecords: [one] }] }] });
      const sum = async (name: string) => valuesOf(await collector.scrape(), name, 'gen_ai_prompt_version')['7'];
      for (const total of [0.5, 1, 1.5]) {
        const score = [text('gen_ai.evaluation.name', 'helpful'), number('gen_ai.evaluation.score.value', 0.5)];
        await post(collector, 'logs', event({ attributes: [...prompt, number('gen_ai.usage.cost', 0.5)] }));
        await post(collector, 'logs', event({ attributes: [...prompt, ...score] }));
        await until(`the cost is ${total}`, async () => (await sum('genspan_collector_prompt_cost_total')) === total);
        await until(`the score is ${total}`, async () => (await sum('genspan_collector_evaluation_score_sum')) === total);
      }
      expect(await sum('genspan_collector_evaluation_score_count')).toBe(3);
    });

    it('is redacted in status messages, span events, and objects of events; numbers are left alone', async () => {
      const attributes = [text('app.note', said), { key: 'gen_ai.usage.input_tokens', value: { intValue: '4111111111111111' } }];
      await post(collector, 'traces', {
        resourceSpans: [
          {
            scopeSpans: [
              { spans: [{ ...span(), attributes, status: { code: 2, message: said }, events: [{ name: 'seen', attributes }] }] },
            ],
          },
        ],
      });
      const messages = { key: 'gen_ai.input.messages', value: { kvlistValue: { values: [text('content', said)] } } };
      await post(collector, 'logs', {
        resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: said }, attributes: [messages] }] }] }],
      });
      await until('a span and an event have come', () => all.spans().length === 1 && all.logRecords().length === 1);

      const [seen] = all.spans();
      expect(seen?.attributes).toMatchObject({ 'redaction.masked.count': 2 });
      expect(Number(seen?.attributes['gen_ai.usage.input_tokens'])).toBe(4_111_111_111_111_111);
      expect(seen?.status).toEqual({ code: 2, message: redacted });
      expect(Object.keys(seen?.attributes ?? {})).not.toContain('collector.status.message');
      expect(all.logRecords()[0]?.attributes['gen_ai.input.messages']).toContain('Write to ****');
      for (const secret of Object.values(secrets)) expect(bytes(all)).not.toContain(secret);
    });
  });

  it('keeps what a backend could not take, over its own end', async () => {
    const sink = await startFakeCollector({ traces: 503 });
    const start = (endpoint: string) =>
      startCollector(program, {
        configs: [single],
        changes: { exporters: { 'otlp_http/vendor': { encoding: 'json', retry_on_failure: { initial_interval: '100ms' } } } },
        environment: { VENDOR_OTLP_ENDPOINT: endpoint, COLLECTOR_TRACE_EXPORTERS: '[otlp_http/vendor]' },
        directory,
      });
    const first = await start(sink.endpoint);
    await post(first, 'traces', { resourceSpans: [{ scopeSpans: [{ spans: [span({ name: 'waits' })] }] }] });
    await until('the backend was asked', () => sink.deliveries.length > 0);
    await first.stop();
    await sink.close();

    const later = await startFakeCollector();
    const second = await start(later.endpoint);
    await until('the span has come', () => later.spans().length > 0);
    expect(later.spans().map(({ name }) => name)).toEqual(['waits']);
    await second.stop();
    await later.close();
  });

  it('over two tiers keeps whole traces that failed, were slow or expensive, and every event', async () => {
    const sink = await startFakeCollector();
    const second = await startCollector(program, {
      configs: [gateway, 'docker/collector/vendors/grafana-cloud.yaml'],
      changes: { exporters: { 'otlp_http/grafana-cloud': { encoding: 'json' } } },
      environment: {
        GRAFANA_CLOUD_OTLP_ENDPOINT: sink.endpoint,
        COLLECTOR_TRACE_EXPORTERS: '[nop]',
        COLLECTOR_METRIC_EXPORTERS: '[nop]',
        COLLECTOR_LOG_EXPORTERS: '[nop]',
        TAIL_DECISION_WAIT: '1s',
        TAIL_BASELINE_PERCENT: '0',
      },
      directory: mkdtempSync(join(directory, 'gateway-')),
    });
    const first = await startCollector(program, {
      configs: [single, edge],
      changes: {
        exporters: {
          load_balancing: { resolver: { dns: { port: String(second.grpcPort) } } },
          'otlp_grpc/gateway': { endpoint: `127.0.0.1:${second.grpcPort}` },
        },
      },
      environment: { GATEWAY_HOST: '127.0.0.1' },
      directory: mkdtempSync(join(directory, 'edge-')),
    });
    const cost = (value: number) => [{ key: 'gen_ai.usage.cost', value: { doubleValue: value } }];
    const traces = [
      [span({ name: 'cheap', attributes: cost(0.01) })],
      [span({ name: 'failed', status: { code: 2 } }), span({ name: 'beside the failed' })],
      [span({ name: 'expensive', attributes: cost(0.5) })],
      [span({ name: 'slow', seconds: 31 })],
    ].map((spans, index) => spans.map((one) => ({ ...one, traceId: `${index + 1}`.padStart(32, '0') })));
    await post(first, 'traces', { resourceSpans: [{ scopeSpans: [{ spans: traces.flat() }] }] });
    await post(first, 'logs', { resourceLogs: [{ scopeLogs: [{ logRecords: [{ attributes: [text('app.note', said)] }] }] }] });

    await until('the kept traces and the event have come', () => sink.spans().length >= 4 && sink.logRecords().length >= 1);
    expect(
      sink
        .spans()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['beside the failed', 'expensive', 'failed', 'slow']);
    expect(sink.logRecords()[0]?.attributes['app.note']).toContain('Write to ****');
    await first.stop();
    await second.stop();
    await sink.close();
  });
});

function tokensOf(attributes: Readonly<Record<string, unknown>>): number[] {
  return [Number(attributes['gen_ai.usage.input_tokens']), Number(attributes['gen_ai.usage.output_tokens'])];
}

function text(key: string, value: string): object {
  return { key, value: { stringValue: value } };
}

let spans = 0;

function span({ seconds = 1, ...rest }: Readonly<Record<string, unknown>> & { readonly seconds?: number } = {}): object {
  const start = BigInt(Date.now()) * 1_000_000n;
  spans += 1;
  return {
    name: 'posted',
    kind: 3,
    traceId: '0'.repeat(31) + 'f',
    spanId: String(spans).padStart(16, '0'),
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(seconds) * 1_000_000_000n),
    ...rest,
  };
}

async function post({ httpEndpoint }: RunningCollector, signal: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${httpEndpoint}/v1/${signal}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`The Collector answered ${answer.status}: ${await answer.text()}`);
}

/** Sums of a counter by one label. */
function valuesOf(series: string, name: string, label: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [, labels = '', value] of series.matchAll(new RegExp(`^${name}\\{(.*)\\} ([\\d.e+]+)`, 'gm'))) {
    const key = new RegExp(`${label}="([^"]*)"`).exec(labels)?.[1] ?? '';
    sums[key] = (sums[key] ?? 0) + Number(value);
  }
  return sums;
}
