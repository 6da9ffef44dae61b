import * as api from '@opentelemetry/api';
import { noTelemetry } from '../../../test/recorded-call';
import { startSinkServer, type SinkServer } from '../../../test/sink-server';
import { readSettings } from '../../config/settings';
import type { SafeText } from '../../content/captured-content';
import type { Recorder } from '../../record/recorder';
import type { EvaluationResult } from '../evaluation-result';
import { createSinkRecorder } from './sink-recorder';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const thumb: EvaluationResult = { name: 'helpful', label: 'up', score: 1, explanation: 'Thanks' as SafeText, evaluator: { name: 'user' } };
const judged: EvaluationResult = { name: 'tone', label: 'kind', evaluator: { name: 'judge', version: '2', model: 'gpt-5' } };

let server: SinkServer;
const warnings: string[] = [];
const lost: unknown[] = [];
beforeEach(async () => {
  server = await startSinkServer();
  warnings.length = 0;
  lost.length = 0;
});
afterEach(() => server.close());

function recorderOf(environment: Readonly<Record<string, string>>): Recorder {
  const { settings } = readSettings(environment, { mode: 'off' });
  const recorder = createSinkRecorder(settings.feedbackSinks, {
    telemetry: noTelemetry,
    warn: (sentence) => warnings.push(sentence),
    onLost: (...loss) => lost.push(loss),
    onError: (error) => lost.push(error),
  });
  if (recorder === undefined) throw new Error('There is no sink.');
  return recorder;
}

function record(recorder: Recorder, result: EvaluationResult, traceFlags = 1): void {
  const context = api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags });
  recorder.evaluationRecorded?.({ target: { context, attributes: {} }, result, timeMs: 1_800_000_000_000 });
}

const langfuse = (): Record<string, string> => ({
  GENSPAN_FEEDBACK_SINKS: 'langfuse',
  LANGFUSE_PUBLIC_KEY: 'pk-lf-1',
  LANGFUSE_SECRET_KEY: 'sk-lf-secret',
  LANGFUSE_HOST: server.url,
});

test('Langfuse is sent a score of the observation, each in a request of its own', async () => {
  const recorder = recorderOf(langfuse());
  record(recorder, thumb);
  record(recorder, judged);
  await recorder.flush?.();
  expect(server.requests.map(({ method, path, headers }) => [method, path, headers['content-type'], headers.authorization])).toEqual(
    [1, 2].map(() => ['POST', '/api/public/scores', 'application/json', `Basic ${btoa('pk-lf-1:sk-lf-secret')}`]),
  );
  expect(server.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    {
      id: expect.stringMatching(uuid),
      traceId,
      observationId: spanId,
      name: 'helpful',
      value: 1,
      dataType: 'NUMERIC',
      comment: 'Thanks',
      metadata: { evaluator: 'user', label: 'up' },
    },
    {
      id: expect.stringMatching(uuid),
      traceId,
      observationId: spanId,
      name: 'tone',
      value: 'kind',
      dataType: 'CATEGORICAL',
      metadata: { evaluator: 'judge', evaluator_version: '2', evaluator_model: 'gpt-5' },
    },
  ]);
});

test('LangSmith is sent feedback on the run that it made of the span', async () => {
  const environment = {
    GENSPAN_FEEDBACK_SINKS: 'langsmith',
    LANGSMITH_API_KEY: 'lsv2_secret',
    LANGSMITH_ENDPOINT: `${server.url}/api/v1/`,
  };
  const recorder = recorderOf(environment);
  record(recorder, thumb);
  record(recorder, judged);
  await recorder.flush?.();
  expect(server.requests.map(({ path, headers }) => [path, headers['x-api-key']])).toEqual(
    [1, 2].map(() => ['/api/v1/feedback', 'lsv2_secret']),
  );
  const run_id = '00000000-0000-0000-00f0-67aa0ba902b7';
  expect(server.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    {
      id: expect.stringMatching(uuid),
      run_id,
      key: 'helpful',
      score: 1,
      value: 'up',
      comment: 'Thanks',
      feedback_source: { type: 'api', metadata: { evaluator: 'user' } },
    },
    {
      id: expect.stringMatching(uuid),
      run_id,
      key: 'tone',
      value: 'kind',
      feedback_source: { type: 'model', metadata: { evaluator: 'judge', evaluator_version: '2', evaluator_model: 'gpt-5' } },
    },
  ]);
});

test('Phoenix is sent annotations of the span, all that wait in one request', async () => {
  const environment = {
    GENSPAN_FEEDBACK_SINKS: 'phoenix',
    PHOENIX_API_KEY: 'px-secret',
    PHOENIX_COLLECTOR_ENDPOINT: `${server.url}/v1/traces`,
  };
  const recorder = recorderOf(environment);
  record(recorder, thumb);
  record(recorder, judged);
  record(recorder, { name: 'length', score: 12, evaluator: { name: 'counter' } });
  await recorder.flush?.();
  expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/v1/span_annotations?sync=false', 'Bearer px-secret'],
  ]);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
    data: [
      {
        span_id: spanId,
        name: 'helpful',
        annotator_kind: 'HUMAN',
        result: { label: 'up', score: 1, explanation: 'Thanks' },
        metadata: { evaluator: 'user' },
        identifier: 'user',
      },
      {
        span_id: spanId,
        name: 'tone',
        annotator_kind: 'LLM',
        result: { label: 'kind' },
        metadata: { evaluator: 'judge', evaluator_version: '2', evaluator_model: 'gpt-5' },
        identifier: 'judge',
      },
      {
        span_id: spanId,
        name: 'length',
        annotator_kind: 'CODE',
        result: { score: 12 },
        metadata: { evaluator: 'counter' },
        identifier: 'counter',
      },
    ],
  });
});

test('signals of genspan itself and calls that no product has been sent stay out', async () => {
  const recorder = recorderOf(langfuse());
  record(recorder, { name: 'finish', label: 'complete' });
  record(recorder, thumb, 0);
  recorder.evaluationRecorded?.({ target: { context: api.ROOT_CONTEXT, attributes: {} }, result: thumb, timeMs: 0 });
  await recorder.flush?.();
  expect(server.requests).toEqual([]);
});

test('what is refused is told with the status, counted, and the key is not in the sentence', async () => {
  await server.close();
  server = await startSinkServer(() => ({ status: 401 }));
  const recorder = recorderOf(langfuse());
  record(recorder, thumb);
  await recorder.flush?.();
  expect(server.requests).toHaveLength(1);
  expect(warnings).toEqual(['genspan: evaluations for langfuse are lost: it answers with status 401; check its key.']);
  expect(lost).toEqual([['sink_failed', 1]]);
});

test('a redirect is not followed, as it would carry the key elsewhere', async () => {
  const elsewhere = await startSinkServer();
  await server.close();
  server = await startSinkServer(() => ({ status: 307, headers: { location: elsewhere.url } }));
  const recorder = recorderOf(langfuse());
  record(recorder, thumb);
  await recorder.flush?.();
  expect([server.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
  await elsewhere.close();
});
