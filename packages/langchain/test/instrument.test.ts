/** Patched by hand on real versions, in this process: which spans the application has where a model calls it back. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Context, context, type ContextManager, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { instrument, langchainAdapter } from '../src/index';

type Class = new (fields?: object) => object;
interface Model {
  invoke(input: string, options: object): Promise<unknown>;
  stream(input: string, options: object): Promise<AsyncIterable<unknown>>;
}
type Step = (input: string, config: object) => Promise<unknown>;
interface Runnable {
  withConfig(config: object): Runnable;
  invoke(input: string, config: object): Promise<unknown>;
}
interface RunManager {
  handleLLMNewToken(token: string, ...more: unknown[]): Promise<void>;
}

const suppressTracingKey = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
const storage = new AsyncLocalStorage<Context>();
const manager: ContextManager = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (active, work, owner, ...args) => storage.run(active, () => Reflect.apply(work, owner, args) as never),
  bind: (_active, target) => target,
  enable: () => manager,
  disable: () => manager,
};
/** `parent > span` of each that was started, but where tracing is suppressed. */
const spans: string[] = [];
const names = new Map<string, string>();

beforeAll(() => {
  context.setGlobalContextManager(manager);
  const startSpan = (name: string, _options: object, active: Context): Span => {
    const spanId = String(names.size + 1).padStart(16, '0');
    names.set(spanId, name);
    const parent = names.get(trace.getSpanContext(active)?.spanId ?? '') ?? '-';
    if (active.getValue(suppressTracingKey) !== true) spans.push(`${parent} > ${name}`);
    return trace.wrapSpanContext({ traceId: '1'.repeat(32), spanId, traceFlags: 1 });
  };
  const startActiveSpan = (): never => {
    throw new Error('nobody calls this');
  };
  trace.setGlobalTracerProvider({
    getTracer: () => ({ startSpan: (name, options = {}, active = context.active()) => startSpan(name, options, active), startActiveSpan }),
  });
});

// The price data loads after the first call.
afterAll(() => new Promise((turned) => setImmediate(turned)));

const { manualEntryPoints = [] } = langchainAdapter.module;

describe.each(['langchain-0.3.0', 'langchain-0.3.80', 'langchain-1.0', 'langchain'])('a model of %s', (folder) => {
  const load = createRequire(join(__dirname, '../../../test/sdks', folder, 'package.json'));
  const loaded = (subpath: string): Record<string, Class> => load(`@langchain/core/${subpath}`) as Record<string, Class>;
  let model: Model;

  beforeAll(() => {
    for (const entryPoint of manualEntryPoints) instrument(loaded(entryPoint));
    const { BaseChatModel } = loaded('language_models/chat_models') as { BaseChatModel: Class };
    const { AIMessage, AIMessageChunk } = loaded('messages') as { AIMessage: Class; AIMessageChunk: Class };
    const { ChatGenerationChunk } = loaded('outputs') as { ChatGenerationChunk: Class };
    class Own extends BaseChatModel {
      _llmType(): string {
        return 'own';
      }
      async _generate(_messages: unknown, _options: unknown, run?: RunManager): Promise<object> {
        trace.getTracer('application').startSpan('request');
        await run?.handleLLMNewToken('hi');
        return { generations: [{ text: 'hi', message: new AIMessage({ content: 'hi' }) }] };
      }
      async *_streamResponseChunks(_messages: unknown, _options: unknown, run?: RunManager): AsyncGenerator<object> {
        trace.getTracer('application').startSpan('request');
        const chunk = new ChatGenerationChunk({ text: 'hi', message: new AIMessageChunk({ content: 'hi' }) });
        yield chunk;
        await run?.handleLLMNewToken('hi', undefined, undefined, undefined, undefined, { chunk });
      }
    }
    model = new Own({}) as unknown as Model;
  });
  beforeEach(() => void spans.splice(0));

  const callbacks = [{ awaitHandlers: true, handleLLMNewToken: () => void trace.getTracer('application').startSpan('token') }];

  test('has the spans of its requests and of the callbacks of the application below its own', async () => {
    await model.invoke('hello', { callbacks });
    expect(spans).toEqual(['- > chat', 'chat > request', 'chat > token']);
  });

  test('has those of a stream below its own, too, and none of its reader', async () => {
    for await (const _chunk of await model.stream('hello', { callbacks })) {
      trace.getTracer('application').startSpan('reader');
    }
    expect(spans.filter((span) => !span.endsWith(' > reader'))).toEqual(['- > chat', 'chat > request', 'chat > token']);
    expect(spans).toContain('- > reader');
  });

  test('is below the chains of the application, also where one id is given to several', async () => {
    const { RunnableLambda } = loaded('runnables') as unknown as { RunnableLambda: { from(work: Step): Runnable } };
    const runId = '11111111-1111-4111-8111-111111111111';
    const named = (runName: string, work: Step): Runnable => RunnableLambda.from(work).withConfig({ runName });
    const inner = named('inner', async (_input, config) => ((await model.invoke('hello', config)) as { content: string }).content);
    const middle = named('middle', (input, config) => inner.invoke(input, { ...config, runId }));
    const outer = named('outer', (input, config) => middle.invoke(input, config));
    await expect(outer.invoke('hello', { runId })).resolves.toBe('hi');
    expect(spans.filter((span) => !span.endsWith(' > request'))).toEqual([
      '- > invoke_workflow outer',
      'invoke_workflow outer > invoke_workflow middle',
      'invoke_workflow middle > invoke_workflow inner',
      'invoke_workflow inner > chat',
    ]);
  });
});
