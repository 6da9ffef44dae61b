import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { recordingPipeline } from '../../test/recording-pipeline';
import type { FrameworkAdapter, FrameworkTarget, Operation, Recording } from '../adapter';
import { isModelCallContext } from '../context/call-scope';
import { applyFrameworkSeam } from './framework';

type Options = { model: { doGenerate(text: string): Promise<unknown> }; tools?: object; prompt?: string };

beforeAll(() => api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => api.context.disable());

function operation(of: FrameworkTarget['of'], path: string, name: Operation['name'], isInProcess?: true): Operation<FrameworkTarget> {
  return {
    name,
    target: { of, path, bodyOf: (args, _instance, toolName) => ({ args, toolName }) },
    ...(isInProcess && { isInProcess }),
    describeRequest: ({ body }) => ({ toolName: (body as { toolName?: string }).toolName }),
    describeResponse: () => ({}),
  };
}

function adapterOf(recording: Recording['kind'] = 'on'): FrameworkAdapter {
  return {
    module: { name: 'framework', versions: '*' },
    seam: {
      kind: 'framework',
      plainFunctions: ['embed'],
      settingsField: 'settings',
      modelField: 'model',
      modelCallbacks: ['prepareStep'],
      modelWrappers: ['wrapModel'],
      providerWrappers: [{ path: 'wrapProvider', field: 'provider', method: 'languageModel' }],
      toolsField: 'tools',
      modelNamed: () => new Model(),
      recordingOf: () => ({ kind: recording, hasInput: true, hasOutput: true }),
    },
    operations: [
      operation('function', 'generate', 'invoke_agent', true),
      operation('model', 'doGenerate', 'chat'),
      operation('tool', 'execute', 'execute_tool', true),
    ],
  };
}

class Model {
  readonly #answer = 'answer';
  async doGenerate(text: string): Promise<string> {
    if (text === 'fail') throw new RangeError('refused');
    return this.#answer;
  }
}

function frameworkExports() {
  return {
    async generate({ model, tools = {}, prompt = '' }: Options): Promise<unknown> {
      await model.doGenerate(prompt);
      for (const tool of Object.values(tools) as { execute?(input: unknown): unknown }[]) await tool.execute?.({ given: tools });
      return model.doGenerate('again');
    },
    embed: async ({ model }: Options): Promise<unknown> => model.doGenerate('text'),
    wrapModel: ({ model, ask }: { model: Model; ask?(inner: Model): unknown }): object =>
      ask === undefined ? model : { doGenerate: () => ask(model) },
  };
}

function patched(recording?: Recording['kind']) {
  const exports = frameworkExports();
  const recorded = recordingPipeline();
  const undo = applyFrameworkSeam(exports, adapterOf(recording), recorded.pipeline);
  const names = (): string[] => recorded.ended.map(({ operation: name, outcome }) => `${name} ${outcome.kind}`);
  return { exports, undo, names, ...recorded };
}

describe('applyFrameworkSeam', () => {
  it('tells of a function, and of the calls of models and tools in it', async () => {
    const { exports, names } = patched();
    const answer = await exports.generate({ model: new Model(), tools: { weather: { execute: () => 'sunny' } } });
    expect(answer).toBe('answer');
    expect(names()).toEqual(['chat completed', 'execute_tool completed', 'chat completed', 'invoke_agent completed']);
  });

  it('tells only what is called in a function that is no call itself', async () => {
    const { exports, names } = patched();
    await exports.embed({ model: new Model() });
    expect(names()).toEqual(['chat completed']);
  });

  it('tells nothing of a model that is called outside', async () => {
    const { exports, names } = patched();
    const model = new Model();
    await exports.embed({ model });
    await model.doGenerate('text');
    expect(names()).toEqual(['chat completed']);
  });

  it('tells a model that calls another one once', async () => {
    const { exports, names } = patched();
    const inner = new Model();
    await exports.embed({ model: inner });
    await exports.embed({ model: { doGenerate: (text) => inner.doGenerate(text) } });
    expect(names()).toEqual(['chat completed', 'chat completed']);
  });

  it('fails the function and the call with the same error, which the application gets', async () => {
    const { exports, ended, names } = patched();
    const error = await exports.generate({ model: new Model(), prompt: 'fail' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    expect(names()).toEqual(['chat failed', 'invoke_agent failed']);
    expect(ended.map(({ outcome }) => outcome.kind === 'failed' && outcome.failure.type)).toEqual(['RangeError', 'RangeError']);
  });

  it.each([(answer: object) => answer, async (answer: object) => answer])(
    'finds the model that a callback answers (%#)',
    async (answered) => {
      class OtherModel {
        async doGenerate(): Promise<string> {
          return 'other answer';
        }
      }
      const { pipeline, ended } = recordingPipeline();
      const exports = {
        async generate({ model, prepareStep }: Options & { prepareStep(step: number): unknown }): Promise<unknown> {
          await model.doGenerate('first');
          const step = (await prepareStep(1)) as Options;
          return step.model.doGenerate('second');
        },
      };
      applyFrameworkSeam(exports, adapterOf(), pipeline);
      const steps: number[] = [];
      const prepareStep = (step: number): unknown => {
        steps.push(step);
        return answered({ model: new OtherModel() });
      };
      expect(await exports.generate({ model: new Model(), prepareStep })).toBe('other answer');
      expect(steps).toEqual([1]);
      expect(ended.map(({ operation: name }) => name)).toEqual(['chat', 'chat', 'invoke_agent']);
    },
  );

  it('tells of a wrapped model what is asked of the model in it, and nothing of its wrapper', async () => {
    const { exports, names, ended } = patched();
    const contexts: boolean[] = [];
    const around = (ask: (inner: Model) => Promise<unknown>): object => {
      const inner = new (class extends Model {
        override async doGenerate(text: string): Promise<string> {
          contexts.push(isModelCallContext(api.context.active()));
          return super.doGenerate(text);
        }
      })();
      return exports.wrapModel({
        model: inner,
        ask: () => {
          contexts.push(isModelCallContext(api.context.active()));
          return ask(inner);
        },
      });
    };
    const twice = async (inner: Model): Promise<unknown> => [await inner.doGenerate('a'), await inner.doGenerate('b')];
    await exports.embed({ model: around(twice) as Model });
    expect(contexts).toEqual([false, true, true]);
    expect(names()).toEqual(['chat completed', 'chat completed']);
    ended.length = 0;
    expect(await exports.embed({ model: around(async () => 'cached') as Model })).toBe('cached');
    const outer = exports.wrapModel({ model: around((inner) => inner.doGenerate('a')) as Model, ask: (inner) => inner.doGenerate('a') });
    expect(names()).toEqual([]);
    await exports.embed({ model: outer as Model });
    expect(names()).toEqual(['chat completed']);
  });

  it('tells of a model that a wrapper without anything to do hands back', async () => {
    const { exports, names } = patched();
    await exports.embed({ model: exports.wrapModel({ model: new Model() }) as Model });
    expect(names()).toEqual(['chat completed']);
  });

  it('names a provider by the host of its model, where that is known', async () => {
    const exports = frameworkExports();
    const { pipeline, ended } = recordingPipeline({ GENSPAN_PROVIDER_MAP: 'llm.internal=vllm' });
    const adapter = { ...adapterOf(), baseUrlOf: (model: unknown) => (model as { baseURL?: string }).baseURL };
    const chat = adapter.operations[1] as Operation<FrameworkTarget>;
    const named = { ...chat, describeRequest: () => ({ provider: 'openai' }) };
    applyFrameworkSeam(exports, { ...adapter, operations: [adapter.operations[0], named] }, pipeline);
    for (const baseURL of [undefined, 'https://proxy.example/v1', 'https://api.groq.com/openai/v1', 'http://llm.internal/v1']) {
      await exports.embed({ model: Object.assign(new Model(), { baseURL }) });
    }
    expect(ended.map(({ provider, serverAddress }) => [provider, serverAddress])).toEqual([
      ['openai', undefined],
      ['openai', 'proxy.example'],
      ['groq', 'api.groq.com'],
      ['vllm', 'llm.internal'],
    ]);
  });

  it('tells nothing where the application switched it off, and no agent where the framework tells of itself', async () => {
    const off = patched('off');
    await off.exports.generate({ model: new Model(), tools: { weather: { execute: () => 'sunny' } } });
    expect(off.names()).toEqual([]);
    const elsewhere = patched('elsewhere');
    await elsewhere.exports.generate({ model: new Model(), tools: { weather: { execute: () => 'sunny' } } });
    expect(elsewhere.names()).toEqual(['chat completed', 'chat completed']);
    expect(elsewhere.ended.map(({ isOwnedByOther }) => isOwnedByOther)).toEqual([true, true]);
  });

  it('finds model and tools in what an agent was made with, and the model that a name stands for', async () => {
    const exports = frameworkExports();
    const { pipeline, ended } = recordingPipeline();
    class Agent {
      readonly settings: object;
      constructor(settings: object) {
        this.settings = settings;
      }
      async generate(options: object): Promise<unknown> {
        return frameworkExports().generate({ ...this.settings, ...options } as Options);
      }
    }
    const adapter = adapterOf();
    const [first] = adapter.operations;
    const method = { ...first, target: { ...first.target, path: 'Agent.prototype.generate' } };
    applyFrameworkSeam({ ...exports, Agent }, { ...adapter, operations: [method, ...adapter.operations] }, pipeline);
    await new Agent({ model: new Model(), tools: { weather: { execute: () => 'sunny' } } }).generate({ prompt: 'text' });
    expect(ended.map(({ operation: name }) => name)).toEqual(['chat', 'execute_tool', 'chat', 'invoke_agent']);
  });

  it('runs getters of the options once', async () => {
    const { exports, names } = patched();
    let readCount = 0;
    const options = {
      get model() {
        readCount++;
        return new Model();
      },
      tools: {},
    };
    await exports.generate(options);
    expect(readCount).toBe(1);
    expect(names()).toEqual(['chat completed', 'chat completed', 'invoke_agent completed']);
  });

  it('reads nothing of an object that has the function as a method of its own', async () => {
    const { exports, names } = patched();
    const service = { settings: { tools: { weather: { execute: () => 'sunny' } } }, generate: exports.generate };
    await service.generate({ model: new Model() });
    expect(names()).toEqual(['chat completed', 'chat completed', 'invoke_agent completed']);
  });

  it('hears a failure that only a callback is told of, and hands it on', async () => {
    const adapter = adapterOf();
    const [first, ...others] = adapter.operations;
    const read = (event: unknown): unknown => (event as { error?: unknown }).error;
    const told: unknown[] = [];
    const { pipeline, ended } = recordingPipeline();
    const exports = {
      async generate({ onFinish }: { onFinish?(event: unknown): void }): Promise<string> {
        onFinish?.({ error: new RangeError('no object') });
        return 'answer';
      },
    };
    const failing = { ...first, target: { ...first.target, failureOf: { field: 'onFinish', read } } };
    applyFrameworkSeam(exports, { ...adapter, operations: [failing, ...others] }, pipeline);
    expect(await exports.generate({ onFinish: (event) => told.push(event) })).toBe('answer');
    await exports.generate({});
    expect(told).toEqual([{ error: expect.any(RangeError) }]);
    expect(ended.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'failed']);
  });

  it('keeps of the content what the application allows, and no text of an error where that is not all', async () => {
    const captured: unknown[] = [];
    for (const [hasInput, hasOutput] of [
      [true, true],
      [false, true],
      [true, false],
    ] as const) {
      const { pipeline } = recordingPipeline();
      Object.assign(pipeline.content, {
        wantsContent: true,
        capture: ({ input, output, failureMessage }: Record<string, unknown>, done: (content: object) => void) => {
          captured.push([input, output, failureMessage]);
          done({ mode: 'full' });
        },
      });
      const adapter = adapterOf();
      const content = { describeInput: () => ({ retrievalQuery: 'in' }), describeOutput: () => ({ toolResult: 'out' }) };
      const chat = { ...(adapter.operations[1] as Operation<FrameworkTarget>), ...content };
      const seam = { ...adapter.seam, recordingOf: () => ({ kind: 'on' as const, hasInput, hasOutput }) };
      const exports = frameworkExports();
      applyFrameworkSeam(exports, { ...adapter, seam, operations: [chat] }, pipeline);
      await exports.embed({ model: new Model() });
      await expect(exports.embed({ model: { doGenerate: () => Promise.reject(new Error('refused')) } })).rejects.toThrow('refused');
    }
    const [input, output] = [{ retrievalQuery: 'in' }, { toolResult: 'out' }];
    expect(captured).toEqual([
      [input, output, undefined],
      [input, undefined, 'refused'],
      [{}, output, undefined],
      [{}, undefined, undefined],
      [input, {}, undefined],
      [input, undefined, undefined],
    ]);
  });

  it('gives the functions back', async () => {
    const { exports, undo, names } = patched();
    undo();
    await exports.generate({ model: new Model() });
    expect(names()).toEqual([]);
  });

  it('passes on what nobody should call it with', async () => {
    const { exports } = patched();
    const generate = exports.generate as (...args: unknown[]) => Promise<unknown>;
    await expect(generate()).rejects.toThrow(TypeError);
    await expect(generate({ model: null })).rejects.toThrow(TypeError);
    await expect(generate({ model: 'text', tools: 7 })).rejects.toThrow(TypeError);
  });

  it('does not know a module without any of the functions', () => {
    expect(() => applyFrameworkSeam({}, adapterOf(), recordingPipeline().pipeline)).toThrow('none of its functions is known');
  });
});
