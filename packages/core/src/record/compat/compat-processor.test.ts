import type { Attributes } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { CompatProfileName } from '../../config/settings';
import { CompatProcessor } from './compat-processor';

function recordedWith(processor: CompatProcessor, attributes: Attributes): Attributes {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [processor, new SimpleSpanProcessor({ exporter })] });
  const span = provider.getTracer('test').startSpan('chat', { attributes: { 'gen_ai.operation.name': 'chat' } });
  span.setAttributes(attributes);
  span.end();
  return exporter.getFinishedSpans()[0]?.attributes ?? {};
}

const names: readonly CompatProfileName[] = ['langfuse', 'openinference', 'langsmith'];
const kinds = { 'langfuse.observation.type': 'generation', 'openinference.span.kind': 'LLM', 'langsmith.span.kind': 'llm' };

test('what is known only at the end reaches the exporter in the words of each backend', () => {
  expect(recordedWith(new CompatProcessor(names), { 'gen_ai.usage.cost': 0.5 })).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.usage.cost': 0.5,
    ...kinds,
    'langfuse.observation.cost_details': '{"total":0.5}',
    'llm.cost.total': 0.5,
  });
});

test('what the application has set stays', () => {
  const own = { 'langfuse.observation.type': 'evaluator', 'langsmith.span.kind': 'parser' };
  expect(recordedWith(new CompatProcessor(names), own)).toMatchObject({ ...kinds, ...own });
});

test('an SDK that does not tell of the ending exports them all the same', () => {
  const processor = new CompatProcessor(names);
  const old = { onStart() {}, onEnd: processor.onEnd.bind(processor), forceFlush: async () => {}, shutdown: async () => {} };
  expect(recordedWith(old as unknown as CompatProcessor, {})).toMatchObject(kinds);
});

test('no name, and a name that there is not, add nothing', () => {
  const unknown = ['phoenix', 'constructor'] as unknown as readonly CompatProfileName[];
  for (const none of [[], unknown]) expect(recordedWith(new CompatProcessor(none), {})).toEqual({ 'gen_ai.operation.name': 'chat' });
});

test('a span with values that no profile can work with ends like any other', () => {
  const attributes = recordedWith(new CompatProcessor(names), { 'gen_ai.response.time_to_first_chunk': Infinity });
  expect(attributes).toMatchObject({ 'openinference.span.kind': 'LLM', 'langsmith.span.kind': 'llm' });
});

test('metadata comes last, on every span, and never in place of what the profile tells', () => {
  const attributes = { 'user.id': 'u-1', 'genspan.metadata.tier': 'gold', 'genspan.metadata.user_id': 'another' };
  const recorded = recordedWith(new CompatProcessor(names), attributes);
  expect(recorded).toMatchObject({
    'langfuse.trace.metadata.tier': 'gold',
    'langfuse.trace.metadata.user_id': 'another',
    metadata: '{"tier":"gold","user_id":"another"}',
    'langsmith.metadata.tier': 'gold',
    'langsmith.metadata.user_id': 'u-1',
  });
  expect(Object.keys(recorded).slice(-3)).toEqual([
    'langfuse.trace.metadata.tier',
    'langfuse.trace.metadata.user_id',
    'langsmith.metadata.tier',
  ]);
});
