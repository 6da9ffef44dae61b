/** The rules, their own unit tests and the ways of alerts, in Prometheus' own programs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeWith } from './describe-with';
import { fetchPrometheus, fetchTimeoutMs, whyNoPrometheus, type PrometheusPrograms } from './prometheus-programs';
import { alertmanagerConfig, startAlertmanager, type AlertLabels, type RunningAlertmanager } from './running-alertmanager';

const prometheus = resolve(__dirname, '../../docker/prometheus');
const ruleTests = readdirSync(join(prometheus, 'tests'));
const runbooks = resolve(__dirname, '../../docs/runbooks');

/** Weeks of series are evaluated step by step. */
const ruleTestTimeoutMs = 10 * 60_000;

describeWith(whyNoPrometheus())('with the programs of Prometheus', () => {
  let programs: PrometheusPrograms;
  beforeAll(() => {
    programs = fetchPrometheus();
  }, fetchTimeoutMs);

  /** @returns what the program said where it was not content; else '' */
  function complaint(program: string, args: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', cwd: prometheus });
    return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}`;
  }

  test('Prometheus takes its configuration and every rule', () => {
    expect(complaint(programs.promtool, ['check', 'config', 'prometheus.yaml'])).toBe('');
  });

  test.each(ruleTests)(
    'the alerts fire and keep silent as the cases of %s say',
    (name) => {
      expect(complaint(programs.promtool, ['test', 'rules', `tests/${name}`])).toBe('');
    },
    ruleTestTimeoutMs,
  );

  test('Prometheus can read every query of the runbooks', () => {
    const queries = readdirSync(runbooks).flatMap((name) => queriesIn(readFileSync(join(runbooks, name), 'utf8')));
    const directory = mkdtempSync(join(tmpdir(), 'genspan-runbooks-'));
    const path = join(directory, 'queries.json');
    // Rules are the one thing with expressions that promtool reads without a server; JSON is YAML.
    const rules = queries.map((expr, index) => ({ record: `runbook:query${index}`, expr }));
    writeFileSync(path, JSON.stringify({ groups: [{ name: 'runbooks', rules }] }));
    expect(queries.length).toBeGreaterThan(20);
    expect(complaint(programs.promtool, ['check', 'rules', path])).toBe('');
    rmSync(directory, { recursive: true });
  });

  test('Alertmanager takes its configuration', () => {
    expect(complaint(programs.amtool, ['check-config', alertmanagerConfig])).toBe('');
  });

  test.each([
    ['critical', 'page'],
    ['warning', 'ticket'],
  ])('an alert of severity %s goes to the receiver %s', (severity, receiver) => {
    const args = ['config', 'routes', 'test', '--config.file', alertmanagerConfig, `severity=${severity}`];
    expect(spawnSync(programs.amtool, args, { encoding: 'utf8' }).stdout.trim()).toBe(receiver);
  });

  describe('an alert that another one explains is kept back', () => {
    let directory: string;
    let alertmanager: RunningAlertmanager;

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), 'genspan-alertmanager-'));
      alertmanager = await startAlertmanager(programs.alertmanager, directory);
    });
    afterEach(async () => {
      await alertmanager.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    const provider = { job: 'shop', gen_ai_provider_name: 'openai' };
    const model = { ...provider, gen_ai_request_model: 'gpt-5', gen_ai_operation_name: 'chat' };

    async function expectSuppressed(names: readonly string[], alerts: readonly AlertLabels[]): Promise<void> {
      const suppressed = await alertmanager.suppressed(alerts);
      expect(suppressed.map(({ alertname }) => alertname).toSorted()).toEqual(names);
    }

    test('an outage explains slow answers of its provider, not of another', async () => {
      await expectSuppressed(
        ['GenspanErrorBudgetBurnSlow', 'GenspanFirstChunkRegression'],
        [
          { alertname: 'GenspanErrorBudgetBurnFast', severity: 'critical', ...provider },
          { alertname: 'GenspanErrorBudgetBurnSlow', severity: 'warning', ...provider },
          { alertname: 'GenspanFirstChunkRegression', severity: 'warning', ...model },
          { alertname: 'GenspanLatencyRegression', severity: 'warning', ...model, gen_ai_provider_name: 'anthropic' },
        ],
      );
    });

    test('a late first chunk explains long calls of the same model', async () => {
      await expectSuppressed(
        ['GenspanLatencyRegression'],
        [
          { alertname: 'GenspanFirstChunkRegression', severity: 'warning', ...model },
          { alertname: 'GenspanLatencyRegression', severity: 'warning', ...model },
          { alertname: 'GenspanLatencyRegression', severity: 'warning', ...model, gen_ai_request_model: 'gpt-4o' },
        ],
      );
    });

    test('a Collector that is down explains everything, and is told itself', async () => {
      await expectSuppressed(
        ['GenspanCostPerHour', 'GenspanSilentInstrumentation'],
        [
          { alertname: 'GenspanPipelineDown', severity: 'critical', job: 'otel-collector' },
          { alertname: 'GenspanSilentInstrumentation', severity: 'critical', job: 'shop' },
          { alertname: 'GenspanCostPerHour', severity: 'critical' },
        ],
      );
    });

    test('what is lost explains what waited for the same backend, and a dear hour the forecast', async () => {
      await expectSuppressed(
        ['GenspanCostForecast', 'GenspanPipelineBackedUp'],
        [
          { alertname: 'GenspanPipelineLoss', severity: 'warning', exporter: 'otlp_grpc/jaeger', signal: 'spans' },
          { alertname: 'GenspanPipelineBackedUp', severity: 'warning', exporter: 'otlp_grpc/jaeger' },
          { alertname: 'GenspanPipelineBackedUp', severity: 'warning', exporter: 'otlp_http/vendor' },
          { alertname: 'GenspanCostPerHour', severity: 'critical' },
          { alertname: 'GenspanCostForecast', severity: 'warning' },
        ],
      );
    });
  });
});

/** A query begins at the margin; the lines that go on with it are indented. */
function queriesIn(page: string): string[] {
  const blocks = [...page.matchAll(/^```promql\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.replaceAll(/^#.*\n/gm, '').split(/\n(?! )/)).filter((query) => query !== '');
}
