/** What an application does with LangChain under spans of its own, one trace each: the tree of every trace is compared. */
import { seeded } from '../../seeds';
import { inSpan } from '../in-span';
import { chain, chatModel, graphVersions, load, lookupTool, make, messages, prompt, retriever } from '../langchain';
import { settle } from '../observe';
import type { Scenario, Scene } from '../scenario';
import { invoke, openStream, read } from '../sdk';

type Run = (scene: Scene) => Promise<unknown>;

/** Everything that `run` starts stands below a span named after the scenario. */
function traced(name: string, cases: string, run: Run, versions = '*'): Scenario {
  return { name, cases, versions, calls: [], run: (scene) => inSpan(scene, scene.model, () => run(scene)) };
}

/** An agent whose tool searches, asks a model by a chain, and has a span of its own between. */
async function agent(scene: Scene): Promise<object> {
  const { createReactAgent } = await scene.load('@langchain/langgraph/prebuilt');
  const search = await retriever(scene);
  const named = invoke(await chain(scene), 'withConfig', { runName: 'summary' });
  const lookup = await lookupTool(scene, async ({ key }) => {
    const documents = (await invoke(search, 'invoke', key)) as readonly unknown[];
    return inSpan(scene, 'own work', async () => invoke(named, 'invoke', { ...prompt, human: read(documents[0], 'pageContent') }));
  });
  return (createReactAgent as (fields: object) => object)({ llm: await chatModel(scene), tools: [lookup], name: 'keeper' });
}

/** A chat model whose package sends its requests by `fetch`, under no SDK that anybody knows. */
async function modelOverFetch(scene: Scene): Promise<object> {
  const { BaseChatModel } = await load(scene, 'language_models/chat_models');
  const { AIMessage } = await load(scene, 'messages');
  class OverFetch extends (BaseChatModel as new (fields: object) => object) {
    _llmType(): string {
      return 'over-fetch';
    }
    getLsParams(): object {
      return { ls_provider: 'openai', ls_model_name: scene.model, ls_model_type: 'chat' };
    }
    async _generate(): Promise<object> {
      const body = JSON.stringify({ model: scene.model, messages: [] });
      const answer: unknown = await (await fetch(`${scene.baseUrl}/v1/chat/completions`, { method: 'POST', body })).json();
      const content = read(answer, 'choices.0.message.content') as string;
      const inputTokens = read(answer, 'usage.prompt_tokens');
      const outputTokens = read(answer, 'usage.completion_tokens');
      const message = make(AIMessage, { content, usage_metadata: { input_tokens: inputTokens, output_tokens: outputTokens } });
      return { generations: [{ text: content, message }] };
    }
  }
  return new OverFetch({});
}

const input = async (scene: Scene): Promise<object> => ({ messages: await messages(scene) });

export const langchainTrees: readonly Scenario[] = [
  traced('chain', 'seeded', async (scene) => invoke(await chain(scene), 'invoke', prompt)),
  traced('chain-stream', 'seeded', async (scene) => {
    let text = '';
    for await (const part of await openStream(invoke(await chain(scene), 'stream', prompt))) text += part as string;
    return text;
  }),
  traced('chain-error', 'status-400', (scene) => settle(async () => invoke(await chain(scene), 'invoke', prompt))),
  traced('chain-abort', 'silence', async (scene) => {
    const controller = new AbortController();
    const answer = settle(async () => invoke(await chain(scene), 'invoke', prompt, { signal: controller.signal }));
    await scene.received();
    controller.abort();
    await answer;
    return scene.settled();
  }),
  traced('batch', 'seeded', async (scene) => invoke(await chain(scene), 'batch', [prompt, prompt])),
  traced('own-span', 'seeded', async (scene) => {
    const { RunnableLambda } = await load(scene, 'runnables');
    const model = await chatModel(scene);
    const ask = (text: string): Promise<unknown> => inSpan(scene, 'own work', async () => invoke(model, 'invoke', text));
    return invoke(invoke(invoke(RunnableLambda, 'from', ask), 'withConfig', { runName: 'asking' }), 'invoke', seeded.prompt);
  }),
  traced('over-fetch', 'seeded', async (scene) => read(await invoke(await modelOverFetch(scene), 'invoke', seeded.prompt), 'content')),
  traced('parallel', 'seeded', async (scene) => {
    const { RunnableMap } = await load(scene, 'runnables');
    const branch = async (name: string): Promise<object> => invoke(await chain(scene), 'withConfig', { runName: name }) as object;
    return invoke(invoke(RunnableMap, 'from', { left: await branch('left'), right: await branch('right') }), 'invoke', prompt);
  }),
  // The answers in the order of the requests: the agent, then for either tool the query's embedding, then the chains, then the agent.
  traced('agent', 'tools,float,float,seeded', async (scene) => invoke(await agent(scene), 'invoke', await input(scene)), graphVersions),
  traced(
    'agent-stream',
    'tools,float,float,seeded',
    async (scene) => {
      const chunks = await openStream(
        invoke(await agent(scene), 'stream', await input(scene), { configurable: { thread_id: 'thread_1' } }),
      );
      let count = 0;
      for await (const _chunk of chunks) count++;
      return count;
    },
    graphVersions,
  ),
  traced(
    'created-agent',
    'tools,seeded',
    async (scene) => {
      const { createAgent } = await scene.load('langchain');
      const tools = [await lookupTool(scene, () => seeded.toolResult)];
      const made = (createAgent as (fields: object) => object)({ model: await chatModel(scene), tools });
      return invoke(made, 'invoke', await input(scene));
    },
    '>=1.4.0',
  ),
  traced(
    'anthropic',
    'seeded',
    async (scene) => {
      const { ChatAnthropic } = await scene.load('@langchain/anthropic');
      const fields = { model: scene.model, apiKey: 'test-key', anthropicApiUrl: scene.baseUrl, maxRetries: 0 };
      return read(await invoke(make(ChatAnthropic, fields), 'invoke', seeded.prompt), 'usage_metadata');
    },
    '>=1.4.0',
  ),
];
