/** `GENSPAN_COMPAT`: attributes of backends on the spans that leave the process. */
import type { SpanData } from '../../../packages/adapter-testing/src';
import { childTimeoutMs } from '../applications/run-between';
import { recordedCalls, runCalls } from './recorded-calls';

jest.setTimeout(childTimeoutMs);

const kinds = { 'langfuse.observation.type': 'generation', 'openinference.span.kind': 'LLM', 'langsmith.span.kind': 'llm' };
const native = /^(langfuse\.|openinference\.|langsmith\.|llm\.|tag\.|metadata$|input\.|output\.)/;

function nativeNames(span: SpanData): string[] {
  return Object.keys(span.attributes).filter((name) => native.test(name));
}

test.concurrent('without the variable no span has an attribute of a backend', async () => {
  const { exitCode, stderr, collector } = await runCalls({});
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(collector.spans()).toHaveLength(8);
  expect(collector.spans().flatMap(nativeNames)).toEqual([]);
});

test.concurrent('with it each span has those of each backend, and the tokens once', async () => {
  const result = await runCalls({ environment: { GENSPAN_COMPAT: 'langfuse,openinference,langsmith' } });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const { chat, retrieval } = recordedCalls(result);
  expect(chat.attributes).toMatchObject({
    ...kinds,
    'langfuse.observation.prompt.name': 'greeting',
    'langfuse.observation.prompt.version': 7,
    'langfuse.release': '1.2.3',
    'tag.tags': ['beta', 'eu'],
    'langsmith.span.tags': 'beta,eu',
  });
  expect(retrieval.attributes).toMatchObject({ 'langfuse.observation.type': 'retriever', 'openinference.span.kind': 'RETRIEVER' });
  const tokens = Object.keys(chat.attributes).filter((name) => /token/.test(name) && !name.startsWith('gen_ai.request.'));
  expect(tokens.every((name) => name.startsWith('gen_ai.usage.'))).toBe(true);
});

test.concurrent('what a backend is told of the content is redacted, and nothing without text', async () => {
  const [redacted, none] = await Promise.all(
    ['redacted', 'off'].map((GENSPAN_CONTENT) => runCalls({ environment: { GENSPAN_COMPAT: 'langfuse', GENSPAN_CONTENT } })),
  );
  if (redacted === undefined || none === undefined) throw new Error('no result');
  expect(recordedCalls(redacted).retrieval.attributes['langfuse.observation.input']).toBe('Who is [EMAIL]?');
  expect(nativeNames(recordedCalls(none).retrieval)).not.toContain('langfuse.observation.input');
  expect(redacted.collector.deliveries.map(({ body }) => body.toString('utf8')).join('\n')).not.toContain('ada@example.com');
});

test.concurrent('a backend that there is not is told in one sentence, and the others go on', async () => {
  const result = await runCalls({ environment: { GENSPAN_COMPAT: 'phoenix,langsmith' } });
  expect(result.stderr).toBe(
    'genspan: GENSPAN_COMPAT has a value that is not understood; expected a list of langfuse, openinference, langsmith; using langsmith.\n',
  );
  expect(nativeNames(recordedCalls(result).embeddings)).toContain('langsmith.span.kind');
  expect(nativeNames(recordedCalls(result).embeddings)).not.toContain('langfuse.observation.type');
});

test.concurrent('an SDK of the application has them by its processor', async () => {
  const result = await runCalls({ script: 'own-sdk.cjs', arguments: ['langfuse', 'openinference', 'langsmith'] });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const { chat } = recordedCalls(result);
  expect(chat.resource['telemetry.distro.name']).not.toBe('genspan');
  expect(chat.attributes).toMatchObject(kinds);
});

test.concurrent('the variable alone has no effect on an SDK of the application, and says so', async () => {
  const result = await runCalls({ script: 'own-sdk.cjs', environment: { GENSPAN_COMPAT: 'langfuse' } });
  expect(result.stderr).toMatch(/^genspan: GENSPAN_COMPAT has no effect, as the application has its own OpenTelemetry SDK; .+\n$/);
  expect(nativeNames(recordedCalls(result).chat)).toEqual([]);
});
