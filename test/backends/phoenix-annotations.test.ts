/** What users say of an answer, as the real Phoenix has it: sent before it has the span, which the process exports when it ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBetween } from '../process/applications/run-between';
import { describeWith } from './describe-with';
import { installPython, installTimeoutMs, whyNoPython } from './python-program';
import { until } from './running-collector';
import { phoenixStartTimeoutMs, startPhoenix, type PhoenixSpan, type RunningPhoenix } from './running-phoenix';

const project = 'default';

interface Annotation {
  readonly span_id: string;
  readonly name: string;
  readonly annotator_kind: string;
  readonly identifier: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly result: { readonly label: string | null; readonly score: number | null; readonly explanation: string | null };
}

describeWith(whyNoPython('phoenix'))('the sink for Phoenix', () => {
  let directory: string;
  let phoenix: RunningPhoenix;
  let visited: Awaited<ReturnType<typeof runBetween>>;
  let call: PhoenixSpan | undefined;
  let annotations: readonly Annotation[] = [];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'genspan-phoenix-'));
    phoenix = await startPhoenix(installPython('phoenix'), directory);
    visited = await runBetween({
      application: 'feedback',
      script: 'visit.cjs',
      environment: {
        GENSPAN_FEEDBACK_KEY: 'one secret for all processes of the service',
        GENSPAN_FEEDBACK_SINKS: 'phoenix',
        PHOENIX_HOST: phoenix.url,
        OTEL_EXPORTER_OTLP_ENDPOINT: phoenix.url,
        // Phoenix takes no JSON, and traces only.
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
      },
    });
    await until('Phoenix has the thumb', async () => {
      const calls = (await phoenix.spans(project)).filter(({ name }) => name === 'chat gpt-5-mini');
      if (calls.length < 2) return false;
      const query = calls.map(({ context }) => `span_ids=${context.span_id}`).join('&');
      const answer = await fetch(`${phoenix.url}/v1/projects/${project}/span_annotations?${query}`);
      annotations = answer.ok ? ((await answer.json()) as { readonly data: readonly Annotation[] }).data : [];
      call = calls.find(({ context }) => context.span_id === annotations[0]?.span_id);
      return annotations.length > 0;
    });
  }, installTimeoutMs + phoenixStartTimeoutMs);
  afterAll(async () => {
    await phoenix?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('it is an annotation by a human of the span of the call, with its comment redacted', () => {
    expect(visited.stderr).toBe('');
    expect(annotations).toMatchObject([
      {
        span_id: call?.context.span_id,
        name: 'helpful',
        annotator_kind: 'HUMAN',
        identifier: 'user',
        metadata: { evaluator: 'user' },
        result: { label: 'up', score: 1, explanation: 'Write to [EMAIL].' },
      },
    ]);
  });
});
