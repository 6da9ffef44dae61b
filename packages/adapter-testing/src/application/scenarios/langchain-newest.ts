/** What needs packages that only the newest version of LangChain is installed with: its agents, and the SDK of Anthropic under it. */
import { seeded } from '../../seeds';
import { chatModel, describeAnswer, inProcess, lookupTool, make, messages, twice } from '../langchain';
import { readAll, settle } from '../observe';
import { completed, failed, type ExpectedCall, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read } from '../sdk';

const versions = '>=1.4.0';
const anthropic = { provider: 'anthropic' };

async function claude(scene: Scene): Promise<object> {
  const { ChatAnthropic } = await scene.load('@langchain/anthropic');
  return make(ChatAnthropic, { model: scene.model, apiKey: 'test-key', anthropicApiUrl: scene.baseUrl, maxRetries: 0, maxTokens: 100 });
}

const overAnthropic: readonly Scenario[] = [
  {
    name: 'anthropic-invoke',
    versions,
    calls: [twice(completed('chat', anthropic))],
    run: async (scene) => describeAnswer(await invoke(await claude(scene), 'invoke', await messages(scene))),
  },
  {
    name: 'anthropic-stream',
    versions,
    calls: [twice(completed('chat', { ...anthropic, stream: true }))],
    run: async (scene) => readAll(await openStream(invoke(await claude(scene), 'stream', await messages(scene)))),
  },
  {
    name: 'anthropic-error',
    versions,
    cases: 'status-400',
    calls: [twice(failed('chat', anthropic))],
    run: async (scene) => settle(async () => invoke(await claude(scene), 'invoke', seeded.prompt)),
  },
];

/** Two tools are asked for at once; then the answer. */
const agentCalls = (name: string | undefined, tool: Partial<ExpectedCall>): ExpectedCall[] => [
  inProcess('invoke_agent', name),
  inProcess('invoke_workflow', 'model_request', { times: 2 }),
  inProcess('invoke_workflow', 'tools', { times: 2 }),
  inProcess('execute_tool', 'lookup', { times: 2, ...tool }),
  twice(completed('chat', { times: 2 })),
];

async function createdAgent(scene: Scene, tool: object, options: object = {}): Promise<object> {
  const { createAgent } = await scene.load('langchain');
  const fields = { model: await chatModel(scene), tools: [tool], systemPrompt: seeded.instructions, ...options };
  return (createAgent as (fields: object) => object)(fields);
}

async function answersOf(scene: Scene, agent: object): Promise<unknown> {
  const state = await invoke(agent, 'invoke', { messages: [{ role: 'user', content: seeded.prompt }] });
  return (read(state, 'messages') as readonly unknown[]).map((message) => read(message, 'content'));
}

const agents: readonly Scenario[] = [
  {
    name: 'created-agent',
    versions,
    cases: 'tools,seeded',
    calls: agentCalls('keeper', {}),
    async run(scene) {
      const lookup = await lookupTool(scene, () => seeded.toolResult);
      return answersOf(scene, await createdAgent(scene, lookup, { name: 'keeper' }));
    },
  },
  {
    name: 'created-agent-tool-arguments-refused',
    versions,
    cases: 'tools,seeded',
    calls: agentCalls(undefined, { outcome: 'failed' }),
    async run(scene) {
      const { z } = await scene.load('zod');
      const schema = invoke(z, 'object', { key: invoke(z, 'number') });
      return answersOf(scene, await createdAgent(scene, await lookupTool(scene, () => seeded.toolResult, { schema })));
    },
  },
  {
    name: 'output-refused',
    versions,
    calls: [
      inProcess('invoke_workflow', 'RunnableSequence', { outcome: 'failed' }),
      inProcess('invoke_workflow', 'StructuredOutputParser', { outcome: 'failed' }),
      twice(completed('chat')),
    ],
    async run(scene) {
      const { z } = await scene.load('zod');
      const schema = invoke(z, 'object', { animal: invoke(z, 'string') });
      const strict = invoke(await chatModel(scene), 'withStructuredOutput', schema, { method: 'jsonMode' });
      return settle(() => invoke(strict, 'invoke', seeded.prompt));
    },
  },
];

export const langchainNewest: readonly Scenario[] = [...overAnthropic, ...agents];
