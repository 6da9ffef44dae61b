import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, context, type ContextManager, createContextKey, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { sdkDirectory } from '@genspan/adapter-testing';
import { instrument } from '../src/index';

const storage = new AsyncLocalStorage<Context>();
const manager: ContextManager = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (active, work, owner, ...args) => storage.run(active, () => Reflect.apply(work, owner, args) as never),
  bind: (_active, target) => target,
  enable: () => manager,
  disable: () => manager,
};
const spanNames: string[] = [];
const spanContext = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };

beforeAll(() => {
  context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: (name) => {
        spanNames.push(name);
        return trace.wrapSpanContext(spanContext);
      },
      startActiveSpan: () => {
        throw new Error('nobody calls this');
      },
    }),
  });
});

interface Ai {
  generateText(options: object): Promise<{ readonly text: string }>;
}

const model = {
  specificationVersion: 'v3',
  provider: 'openai.chat',
  modelId: 'gpt-5',
  supportedUrls: {},
  doGenerate: async () => ({
    content: [{ type: 'text', text: 'hello' }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } },
    warnings: [],
  }),
};

test('instrument answers exports that are recorded, and leaves those that it was given', async () => {
  const exports = require(sdkDirectory('ai-6')) as Ai;
  const ai = instrument(exports);
  expect(Object.keys(ai)).toEqual(Object.keys(exports));
  expect((await ai.generateText({ model, prompt: 'hi' })).text).toBe('hello');
  expect(spanNames).toEqual(['invoke_agent', 'chat gpt-5']);
  await exports.generateText({ model, prompt: 'hi' });
  expect(spanNames).toHaveLength(2);
});

interface Provider {
  languageModel(id: string): unknown;
}
interface AiProviders extends Ai {
  wrapProvider(options: object): Provider;
  createProviderRegistry(providers: object, options: object): Provider;
}

describe.each([
  ['ai-5', 'v2'],
  ['ai-6', 'v3'],
])('of models that %s wraps into a middleware', (alias, specificationVersion) => {
  const suppressed = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
  const isSuppressed = (): boolean => context.active().getValue(suppressed) === true;
  const seen: unknown[] = [];
  const own = {
    ...model,
    specificationVersion,
    doGenerate: async () => {
      seen.push(['model', isSuppressed()]);
      return model.doGenerate();
    },
  };
  const middleware = {
    specificationVersion,
    transformParams: async ({ params }: { params: unknown }) => {
      seen.push(['middleware', isSuppressed()]);
      return params;
    },
  };
  const provider = { specificationVersion, languageModel: () => own, textEmbeddingModel() {}, embeddingModel() {}, imageModel() {} };
  const ai = instrument(require(sdkDirectory(alias)) as AiProviders);
  const options = { languageModelMiddleware: middleware };

  afterEach(() => {
    delete (globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown }).AI_SDK_DEFAULT_PROVIDER;
  });

  test.each([
    ['provider', () => ai.wrapProvider({ provider, ...options }), 'gpt-5'],
    ['registry', () => ai.createProviderRegistry({ openai: provider }, options), 'openai:gpt-5'],
  ])('only the request of the model is suppressed, and it is one call (%s)', async (_, make, id) => {
    spanNames.length = 0;
    seen.length = 0;
    await ai.generateText({ model: make().languageModel(id), prompt: 'hi' });
    (globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown }).AI_SDK_DEFAULT_PROVIDER = make();
    await ai.generateText({ model: id, prompt: 'hi' });
    expect(spanNames).toEqual(['invoke_agent', 'chat gpt-5', 'invoke_agent', 'chat gpt-5']);
    expect(seen).toEqual([
      ['middleware', false],
      ['model', true],
      ['middleware', false],
      ['model', true],
    ]);
  });
});
