/** Chains, tools, retrievers and callbacks of LangChain. */
import { seeded } from '../../seeds';
import { chain, chatModel, describeAnswer, inProcess, load, lookupTool, make, prompt, retriever, twice } from '../langchain';
import { readAll, settle } from '../observe';
import { abandoned, completed, type ExpectedCall, failed, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read } from '../sdk';

const done = twice(completed('chat'));
const sequence = (more: Partial<ExpectedCall> = {}): ExpectedCall => inProcess('invoke_workflow', 'RunnableSequence', more);

const chains: readonly Scenario[] = [
  { name: 'chain-invoke', calls: [sequence(), done], run: async (scene) => invoke(await chain(scene), 'invoke', prompt) },
  {
    name: 'chain-stream',
    calls: [sequence(), twice(completed('chat', { stream: true }))],
    run: async (scene) => readAll(await openStream(invoke(await chain(scene), 'stream', prompt))),
  },
  {
    name: 'chain-break',
    cases: 'stream-endless',
    calls: [sequence({ outcome: 'abandoned', reason: 'never_read' }), twice(abandoned('chat', 'reader_left', { stream: true }))],
    async run(scene) {
      for await (const text of await openStream(invoke(await chain(scene), 'stream', prompt))) return text;
      return undefined;
    },
  },
  {
    name: 'chain-unread',
    calls: [sequence({ outcome: 'abandoned', reason: 'never_read' }), twice(abandoned('chat', 'never_read', { stream: true }))],
    run: async (scene) => ((await openStream(invoke(await chain(scene), 'stream', prompt))) as object).constructor.name,
  },
  {
    name: 'chain-error',
    cases: 'status-400',
    calls: [sequence({ outcome: 'failed' }), twice(failed('chat'))],
    run: async (scene) => settle(async () => invoke(await chain(scene), 'invoke', prompt)),
  },
  {
    name: 'chain-batch',
    calls: [inProcess('invoke_workflow', 'asked_often', { times: 3 }), twice(completed('chat', { times: 3 }))],
    async run(scene) {
      const named = invoke(await chain(scene), 'withConfig', { runName: 'asked_often' });
      return invoke(named, 'batch', [prompt, prompt, prompt]);
    },
  },
  {
    name: 'chain-output-refused',
    calls: [
      inProcess('invoke_workflow', 'RunnableWithFallbacks'),
      sequence({ outcome: 'failed' }),
      inProcess('invoke_workflow', 'JsonOutputParser', { outcome: 'failed' }),
      done,
    ],
    async run(scene) {
      const { JsonOutputParser } = await load(scene, 'output_parsers');
      const { RunnableLambda } = await load(scene, 'runnables');
      const strict = invoke(await chatModel(scene), 'pipe', make(JsonOutputParser));
      const fallback = invoke(RunnableLambda, 'from', () => 'fallback');
      return invoke(invoke(strict, 'withFallbacks', { fallbacks: [fallback] }), 'invoke', seeded.prompt);
    },
  },
  {
    name: 'chain-events',
    calls: [sequence(), twice(completed('chat', { stream: true }))],
    async run(scene) {
      const names: unknown[] = [];
      const events = invoke(await chain(scene), 'streamEvents', prompt, { version: 'v2' }) as unknown as AsyncIterable<unknown>;
      for await (const event of events) names.push(read(event, 'event'));
      return names;
    },
  },
  {
    name: 'chain-shape',
    calls: [],
    async run(scene) {
      const made = await chain(scene);
      const graph = invoke(made, 'getGraph') as unknown;
      return { json: JSON.stringify(made).replaceAll(scene.baseUrl, 'base'), graph: invoke(graph, 'drawMermaid') };
    },
  },
];

const tools: readonly Scenario[] = [
  {
    name: 'tool-called',
    calls: [inProcess('execute_tool', 'lookup')],
    async run(scene) {
      const call = { type: 'tool_call', id: 'call_a', name: 'lookup', args: { key: seeded.argument } };
      return describeAnswer(await invoke(await lookupTool(scene, () => seeded.toolResult), 'invoke', call));
    },
  },
  {
    name: 'tool-fails',
    calls: [inProcess('execute_tool', 'lookup', { outcome: 'failed' })],
    async run(scene) {
      const fail = (): never => {
        throw new RangeError(seeded.errorMessage);
      };
      const lookup = await lookupTool(scene, fail);
      return settle(() => invoke(lookup, 'invoke', { key: seeded.argument }));
    },
  },
  {
    name: 'tool-arguments-refused',
    calls: [inProcess('execute_tool', 'lookup', { outcome: 'failed' })],
    async run(scene) {
      const lookup = await lookupTool(scene, () => seeded.toolResult);
      return settle(() => invoke(lookup, 'invoke', { key: 5 }));
    },
  },
  {
    name: 'tool-of-own-class',
    calls: [inProcess('execute_tool', 'keeper'), done],
    async run(scene) {
      const { Tool } = await load(scene, 'tools');
      const model = await chatModel(scene);
      class Keeper extends (Tool as new () => object) {
        readonly name = 'keeper';
        readonly description = seeded.toolDescription;
        async _call(text: string): Promise<unknown> {
          return read(await invoke(model, 'invoke', text), 'content');
        }
      }
      return invoke(new Keeper(), 'invoke', seeded.argument);
    },
  },
  {
    name: 'retriever',
    cases: 'float',
    calls: [inProcess('retrieval', undefined), completed('embeddings')],
    run: async (scene) => invoke(await retriever(scene), 'invoke', seeded.query),
  },
];

/** A model of the application's own, whose provider no SDK tells. */
async function ownModel(scene: Scene): Promise<object> {
  const { BaseChatModel } = await load(scene, 'language_models/chat_models');
  const { AIMessage, AIMessageChunk } = await load(scene, 'messages');
  const { ChatGenerationChunk } = await load(scene, 'outputs');
  class Own extends (BaseChatModel as new (fields: object) => object) {
    readonly #secret = scene.model;
    _llmType(): string {
      return 'own';
    }
    getLsParams(): object {
      return { ls_provider: 'openai', ls_model_name: this.#secret, ls_model_type: 'chat' };
    }
    async *_streamResponseChunks(): AsyncGenerator<object> {
      for (const text of [seeded.toolResult, seeded.query]) yield make(ChatGenerationChunk, { text, message: make(AIMessageChunk, text) });
    }
    async _generate(): Promise<object> {
      const usage = { input_tokens: 7, output_tokens: 2, total_tokens: 9 };
      const message = make(AIMessage, { content: seeded.toolResult, usage_metadata: usage });
      return { generations: [{ text: seeded.toolResult, message }] };
    }
  }
  return new Own({});
}

const callbacks: readonly Scenario[] = [
  {
    name: 'own-model',
    calls: [completed('chat')],
    run: async (scene) => describeAnswer(await invoke(await ownModel(scene), 'invoke', prompt.human)),
  },
  {
    name: 'own-model-stream',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => readAll(await openStream(invoke(await ownModel(scene), 'stream', prompt.human))),
  },
  {
    name: 'own-callbacks',
    calls: [completed('chat', { times: 3 })],
    async run(scene) {
      const { CallbackManager } = await load(scene, 'callbacks/manager');
      const model = await ownModel(scene);
      const seen: string[] = [];
      const handler = (name: string): object => ({
        handleChatModelStart: (_model: unknown, given: unknown[]) => seen.push(`${name} starts ${given.length}`),
        handleLLMEnd: () => seen.push(`${name} ends`),
      });
      const list = [handler('first'), handler('second')];
      const manager = invoke(CallbackManager, 'fromHandlers', handler('third')) as unknown;
      await invoke(model, 'invoke', prompt.human, { callbacks: list });
      await invoke(model, 'invoke', prompt.human, { callbacks: manager });
      await invoke(invoke(model, 'withConfig', { callbacks: list, tags: ['a'] }), 'invoke', prompt.human, { callbacks: list });
      return {
        seen,
        listed: list.map((each) => Object.keys(each)),
        managed: [read(manager, 'handlers.length'), read(manager, 'inheritableHandlers.length')],
      };
    },
  },
];

export const langchainChains: readonly Scenario[] = [...chains, ...tools, ...callbacks];
