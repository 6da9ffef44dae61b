import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, context, type ContextManager, ROOT_CONTEXT, trace } from '@opentelemetry/api';
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
