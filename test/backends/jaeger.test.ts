/** The stack's way to Jaeger: a service with the flag, the Collector's configuration and Jaeger's, the query API. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemoService } from './demo-service';
import { describeWith } from './describe-with';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { startCollector, until } from './running-collector';
import { startJaeger } from './running-jaeger';

const email = 'ada.lovelace@example.com';

describeWith(whyNoProgram('collector'), whyNoProgram('jaeger'))('with a real Collector and a real Jaeger', () => {
  let directory: string;

  beforeAll(() => {
    buildProgram('collector');
    buildProgram('jaeger');
    directory = mkdtempSync(join(tmpdir(), 'genspan-jaeger-'));
  }, buildTimeoutMs);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('a request and its model calls are one trace, redacted, with tokens and cost, also after Jaeger was started anew', async () => {
    const jaeger = await startJaeger(buildProgram('jaeger'), directory);
    const collector = await startCollector(buildProgram('collector'), {
      configs: ['otel-collector-config.yaml'],
      environment: { JAEGER_OTLP_ENDPOINT: jaeger.otlpEndpoint },
      directory,
    });
    await runDemoService(collector.httpEndpoint, [['/order', `Where is order 1042? Write to ${email}.`]]);
    await until('Jaeger shows the trace', async () => (await jaeger.traces())[0]?.spans.length === 3);
    await collector.stop();
    await jaeger.stop();

    const later = await startJaeger(buildProgram('jaeger'), directory);
    const traces = await later.traces();
    await later.stop();
    expect(traces).toHaveLength(1);
    const spans = traces[0]?.spans ?? [];
    const request = spans.find(({ operationName }) => operationName === 'GET');
    const calls = spans.filter(({ operationName }) => operationName === 'chat gpt-4.1-mini');
    expect(calls.map(({ references }) => references[0]?.spanID)).toEqual([request?.spanID, request?.spanID]);
    for (const { tags } of calls) {
      const names = tags.filter(({ value }) => typeof value === 'number').map(({ key }) => key);
      expect(names).toEqual(expect.arrayContaining(['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens', 'gen_ai.usage.cost']));
    }
    expect(JSON.stringify(traces)).toContain('Write to ****');
    expect(JSON.stringify(traces)).not.toContain(email);
  }, 180_000);
});
