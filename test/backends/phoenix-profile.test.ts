/** `GENSPAN_COMPAT` and a real Phoenix: the demo's service sends to it directly, once without a profile and once with all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemoService } from './demo-service';
import { describeWith } from './describe-with';
import { installPython, installTimeoutMs, whyNoPython } from './python-program';
import { until } from './running-collector';
import { type PhoenixSpan, phoenixStartTimeoutMs, type RunningPhoenix, startPhoenix } from './running-phoenix';

interface Totals {
  readonly getProjectByName: { readonly tokenCountTotal: number; readonly costSummary: { readonly total: { readonly cost: number } } };
}

describeWith(whyNoPython('phoenix'))('Phoenix, sent to directly', () => {
  let directory: string;
  let phoenix: RunningPhoenix;
  const spans: Record<string, readonly PhoenixSpan[]> = {};

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'genspan-phoenix-profile-'));
    phoenix = await startPhoenix(installPython('phoenix'), directory);
    for (const [project, compat] of [
      ['plain', ''],
      ['profiles', 'langfuse,openinference,langsmith'],
    ] as const) {
      await runDemoService(phoenix.url, [['/agent', 'Where is order 1042?']], {
        GENSPAN_COMPAT: compat,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_HEADERS: `x-project-name=${project}`,
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
      });
      await until(`Phoenix has the spans of ${project}`, async () => {
        spans[project] = await phoenix.spans(project);
        return spans[project].some(({ name }) => name === 'GET');
      });
    }
  }, installTimeoutMs + phoenixStartTimeoutMs);
  afterAll(async () => {
    await phoenix.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  function kinds(project: string): Record<string, string> {
    return Object.fromEntries((spans[project] ?? []).map(({ name, span_kind }) => [name, span_kind]));
  }

  function totals(project: string): Promise<Totals> {
    return phoenix.ask<Totals>(`{ getProjectByName(name: "${project}") { tokenCountTotal costSummary { total { cost } } } }`);
  }

  test('profiles change nothing of what Phoenix counts and reckons', async () => {
    const [plain, profiles] = await Promise.all([totals('plain'), totals('profiles')]);
    expect(plain.getProjectByName.tokenCountTotal).toBeGreaterThan(0);
    expect(plain.getProjectByName.costSummary.total.cost).toBeGreaterThan(0);
    expect(profiles).toEqual(plain);
  });

  test('with the profile every GenAI span has its kind', () => {
    expect(kinds('profiles')).toMatchObject({
      invoke_agent: 'AGENT',
      'chat gpt-4.1-mini': 'LLM',
      'execute_tool look_up_order': 'TOOL',
      'tools/call look_up_order': 'TOOL',
      initialize: 'CHAIN',
    });
    expect(kinds('plain')).toMatchObject({ invoke_agent: 'AGENT', 'chat gpt-4.1-mini': 'LLM', initialize: 'UNKNOWN' });
  });
});
