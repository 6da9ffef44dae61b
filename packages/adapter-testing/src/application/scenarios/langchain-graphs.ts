/** Graphs and agents of LangGraph. */
import { seeded } from '../../seeds';
import { chain, chatModel, describeAnswer, graphVersions, inProcess, lookupTool, make, messages, prompt, twice } from '../langchain';
import { settle } from '../observe';
import { completed, failed, type ExpectedCall, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read } from '../sdk';

const workflow = (target: string, more: Partial<ExpectedCall> = {}): ExpectedCall => inProcess('invoke_workflow', target, more);

interface GraphParts {
  readonly name?: string;
  /** What the one node does. */
  work(state: unknown): Promise<unknown>;
}

/** A graph of one node. */
async function graph(scene: Scene, { name, work }: GraphParts): Promise<object> {
  const { StateGraph, MessagesAnnotation, MemorySaver } = await scene.load('@langchain/langgraph');
  const withNode = invoke(make(StateGraph, MessagesAnnotation), 'addNode', 'answer', work);
  const whole = invoke(invoke(withNode, 'addEdge', '__start__', 'answer'), 'addEdge', 'answer', '__end__');
  return invoke(whole, 'compile', { checkpointer: make(MemorySaver), ...(name !== undefined && { name }) }) as object;
}

const thread = { configurable: { thread_id: 'thread_1' } };

async function agent(scene: Scene): Promise<object> {
  const { createReactAgent } = await scene.load('@langchain/langgraph/prebuilt');
  const inner = await chain(scene);
  const lookup = await lookupTool(scene, ({ key }) => invoke(inner, 'invoke', { ...prompt, human: key }));
  return (createReactAgent as (fields: object) => object)({ llm: await chatModel(scene), tools: [lookup], name: 'keeper' });
}

/** Twice around: the model asks for two tools, each of which runs a chain, then it answers. */
function agentCalls(more: Partial<ExpectedCall>): ExpectedCall[] {
  return [
    inProcess('invoke_agent', 'keeper'),
    workflow('agent', { times: 2 }),
    workflow('tools'),
    // The agent's own of prompt and model, and those inside the tools.
    workflow('RunnableSequence', { times: 4 }),
    inProcess('execute_tool', 'lookup', { times: 2 }),
    twice(completed('chat', { times: 4, ...more })),
  ];
}

function describeState(state: unknown): unknown {
  // Messages without an id of their provider are given a random one.
  return (read(state, 'messages') as readonly unknown[]).map((message) => ({ ...(describeAnswer(message) as object), id: null }));
}

export const langchainGraphs: readonly Scenario[] = [
  {
    name: 'graph-node',
    versions: graphVersions,
    calls: [workflow('LangGraph'), workflow('answer'), twice(completed('chat'))],
    async run(scene) {
      const model = await chatModel(scene);
      const made = await graph(scene, { work: async (state) => ({ messages: [await invoke(model, 'invoke', read(state, 'messages'))] }) });
      return describeState(await invoke(made, 'invoke', { messages: await messages(scene) }, thread));
    },
  },
  {
    name: 'graph-fails',
    versions: graphVersions,
    cases: 'status-400',
    calls: [inProcess('invoke_agent', 'zoo', { outcome: 'failed' }), workflow('answer', { outcome: 'failed' }), twice(failed('chat'))],
    async run(scene) {
      const model = await chatModel(scene);
      const made = await graph(scene, { name: 'zoo', work: async () => ({ messages: [await invoke(model, 'invoke', seeded.prompt)] }) });
      const { error } = await settle(async () => invoke(made, 'invoke', { messages: await messages(scene) }, thread));
      // LangGraph adds the random id of the task.
      return { ...(error as object), keys: null };
    },
  },
  {
    name: 'graph-interrupted',
    versions: graphVersions,
    calls: [inProcess('invoke_agent', 'asker', { times: 2 }), workflow('answer', { times: 2 })],
    async run(scene) {
      const { interrupt, Command } = await scene.load('@langchain/langgraph');
      const work = async (): Promise<unknown> => ({ messages: [(interrupt as (value: unknown) => unknown)(seeded.query)] });
      const made = await graph(scene, { name: 'asker', work });
      const waiting = await invoke(made, 'invoke', { messages: await messages(scene) }, thread);
      const resumed = await invoke(made, 'invoke', make(Command, { resume: ['human', seeded.prompt] }), thread);
      return { waiting: describeState(waiting), resumed: describeState(resumed) };
    },
  },
  {
    name: 'agent-invoke',
    versions: graphVersions,
    cases: 'tools,seeded',
    calls: agentCalls({}),
    run: async (scene) => describeState(await invoke(await agent(scene), 'invoke', { messages: await messages(scene) })),
  },
  {
    name: 'agent-stream',
    versions: graphVersions,
    cases: 'tools,seeded',
    calls: agentCalls({ stream: true }),
    async run(scene) {
      const chunks = await openStream(
        invoke(await agent(scene), 'stream', { messages: await messages(scene) }, { streamMode: 'messages' }),
      );
      let count = 0;
      for await (const chunk of chunks) count += Array.isArray(chunk) ? chunk.length : 0;
      return count;
    },
  },
];
