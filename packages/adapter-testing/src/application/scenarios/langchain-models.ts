/** Models of LangChain over the SDK of OpenAI: both tell a call, the one of the SDK counts. */
import { seeded } from '../../seeds';
import { chatModel, describeAnswer, load, make, messages, modelOptions, twice } from '../langchain';
import { deepFreeze, describeError, readAll, settle } from '../observe';
import { abandoned, completed, failed, type ExpectedCall, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read } from '../sdk';

const done = twice(completed('chat'));
const streamed = twice(completed('chat', { stream: true }));

async function ask(scene: Scene, options: object = {}, modelFields: object = {}): Promise<unknown> {
  return invoke(await chatModel(scene, modelFields), 'invoke', await messages(scene), options);
}

async function stream(scene: Scene, options: object = {}): Promise<AsyncIterable<unknown>> {
  return openStream(invoke(await chatModel(scene), 'stream', await messages(scene), options));
}

async function readStream(scene: Scene, options: object = {}): Promise<unknown> {
  const { chunks, error } = await readAll(await stream(scene, options));
  return { chunks, error };
}

/** One way in which a provider does not answer as it should. */
function failure(name: string, cases: string, calls: readonly ExpectedCall[], run: Scenario['run']): Scenario {
  return { name: `model-${name}`, cases, calls, run };
}

const failedTwice = twice(failed('chat'));
const failedStream = twice(failed('chat', { stream: true }));

const failures: readonly Scenario[] = [
  failure('error-400', 'status-400', [failedTwice], (scene) => settle(() => ask(scene))),
  failure('error-500-retried', 'status-500,seeded', [completed('chat'), failed('chat'), completed('chat')], async (scene) =>
    describeAnswer(await ask(scene, {}, { maxRetries: 1 })),
  ),
  failure('error-429', 'status-429', [failedTwice], (scene) => settle(() => ask(scene))),
  failure('disconnect', 'disconnect', [failedTwice], (scene) => settle(() => ask(scene))),
  failure('broken-json', 'broken-json', [failedTwice], (scene) => settle(() => ask(scene))),
  failure('stream-error-400', 'status-400', [failedStream], (scene) => settle(() => readStream(scene))),
  failure('stream-broken', 'stream-broken', [failedStream], (scene) => readStream(scene)),
  failure('stream-cut', 'stream-cut', [failedStream], (scene) => readStream(scene)),
  failure('stream-error', 'stream-error', [failedStream], (scene) => readStream(scene)),
  failure('unhandled', 'status-400', [failedTwice], async (scene) => {
    void ask(scene);
    await scene.received();
    return scene.unhandledRejections();
  }),
];

const leaving: readonly Scenario[] = [
  {
    name: 'model-abort',
    cases: 'silence',
    calls: [twice(abandoned('chat', 'aborted'))],
    async run(scene) {
      const controller = new AbortController();
      const answer = settle(() => ask(scene, { signal: controller.signal }));
      await scene.received();
      controller.abort();
      return answer;
    },
  },
  {
    name: 'model-stream-abort',
    cases: 'stream-stalled',
    // On Node 22.15 LangChain's generator is never resumed, and its call is found when the generator is dropped.
    calls: [twice(abandoned('chat', undefined, { stream: true }))],
    async run(scene) {
      const controller = new AbortController();
      const seen: unknown[] = [];
      try {
        for await (const chunk of await stream(scene, { signal: controller.signal })) {
          seen.push(read(chunk, 'content'));
          if (seen.join('') !== '') controller.abort();
        }
      } catch (error) {
        seen.push(describeError(error));
      }
      return seen;
    },
  },
  {
    name: 'model-stream-break',
    cases: 'stream-endless',
    calls: [twice(abandoned('chat', 'reader_left', { stream: true }))],
    async run(scene) {
      for await (const chunk of await stream(scene)) return read(chunk, 'content');
      return undefined;
    },
  },
  {
    name: 'model-stream-unread',
    calls: [twice(abandoned('chat', 'never_read', { stream: true }))],
    run: async (scene) => ((await stream(scene)) as object).constructor.name,
  },
];

const answers: readonly Scenario[] = [
  { name: 'model-invoke', calls: [done], run: async (scene) => describeAnswer(await ask(scene)) },
  { name: 'model-stream', calls: [streamed], run: (scene) => readStream(scene) },
  { name: 'model-big', cases: 'big', calls: [done], run: async (scene) => JSON.stringify(read(await ask(scene), 'content')).length },
  { name: 'model-long-stream', cases: 'stream-2000', calls: [streamed], run: (scene) => readStream(scene) },
  { name: 'model-refusal', cases: 'refusal', calls: [done], run: async (scene) => describeAnswer(await ask(scene)) },
  { name: 'model-cut', cases: 'cut', calls: [done], run: async (scene) => describeAnswer(await ask(scene)) },
  {
    name: 'model-tools',
    cases: 'tools',
    calls: [done],
    async run(scene) {
      const tools = [
        { type: 'function', function: { name: 'lookup', description: seeded.toolDescription, parameters: { type: 'object' } } },
      ];
      return describeAnswer(await invoke(invoke(await chatModel(scene), 'bindTools', tools), 'invoke', seeded.prompt));
    },
  },
  {
    name: 'model-big-prompt',
    calls: [done],
    run: async (scene) => describeAnswer(await invoke(await chatModel(scene), 'invoke', `${seeded.prompt} `.repeat(8_000))),
  },
  {
    name: 'model-batch',
    calls: [twice(completed('chat', { times: 5 }))],
    async run(scene) {
      const results = (await invoke(await chatModel(scene), 'batch', Array(5).fill(seeded.prompt))) as readonly unknown[];
      return results.map((result) => read(result, 'content'));
    },
  },
  {
    name: 'model-generate',
    calls: [twice(completed('chat', { times: 2 }))],
    async run(scene) {
      const given = deepFreeze([[['human', seeded.prompt]], [['human', seeded.prompt]]]);
      const result = await invoke(await chatModel(scene), 'generate', given);
      return { generations: read(result, 'generations'), llmOutput: read(result, 'llmOutput') };
    },
  },
  {
    name: 'model-media',
    calls: [done],
    async run(scene) {
      const { HumanMessage } = await load(scene, 'messages');
      const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${btoa(seeded.prompt)}` } };
      const message = make(HumanMessage, { content: [{ type: 'text', text: seeded.prompt }, image] });
      return describeAnswer(await invoke(await chatModel(scene), 'invoke', [message]));
    },
  },
  {
    name: 'model-text-completion',
    calls: [twice(completed('text_completion'))],
    async run(scene) {
      const { OpenAI } = await scene.load('@langchain/openai');
      return invoke(make(OpenAI, modelOptions(scene)), 'invoke', seeded.prompt);
    },
  },
  {
    name: 'model-text-completion-stream',
    calls: [twice(completed('text_completion', { stream: true }))],
    async run(scene) {
      const { OpenAI } = await scene.load('@langchain/openai');
      return readAll(await openStream(invoke(make(OpenAI, modelOptions(scene)), 'stream', seeded.prompt)));
    },
  },
  {
    name: 'model-embeddings',
    cases: 'float',
    calls: [completed('embeddings')],
    async run(scene) {
      const { OpenAIEmbeddings } = await scene.load('@langchain/openai');
      return invoke(make(OpenAIEmbeddings, { ...modelOptions(scene), encodingFormat: 'float' }), 'embedQuery', seeded.query);
    },
  },
];

export const langchainModels: readonly Scenario[] = [...answers, ...failures, ...leaving];
