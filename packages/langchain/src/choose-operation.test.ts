import { chooseOperation, readChainStart, type ChainChoice } from './choose-operation';

interface Start {
  readonly path: readonly string[];
  readonly parentId?: string;
  readonly tags?: readonly string[];
  readonly metadata?: object;
  readonly runType?: string;
  readonly runName?: string;
}

function choose({ path, parentId, tags = [], metadata = {}, runType, runName }: Start): ChainChoice {
  return chooseOperation(readChainStart({ id: path }, { parentId, tags, metadata, runType, runName }));
}

function describeChoice(start: Start): string {
  const choice = choose(start);
  return choice.kind === 'noise' ? `noise${choice.failing ? ' unless it fails' : ''}` : `${choice.operation.target.event} ${choice.name}`;
}

const runnable = (name: string): string[] => ['langchain_core', 'runnables', name];
const graph = ['langgraph', 'pregel', 'CompiledStateGraph'];
const inNode = { langgraph_node: 'tools' };

test.each<[string, Start, string]>([
  ['a chain by itself', { path: runnable('RunnableSequence') }, 'chain RunnableSequence'],
  ['a chain inside a tool', { path: runnable('RunnableSequence'), parentId: 'tool', metadata: inNode }, 'chain RunnableSequence'],
  ['a part of a chain', { path: runnable('RunnableSequence'), parentId: 'chain', tags: ['seq:step:2'] }, 'noise'],
  ['a part of a map', { path: runnable('RunnableSequence'), parentId: 'map', tags: ['map:key:left'] }, 'noise'],
  ['a part with a name', { path: runnable('RunnableSequence'), parentId: 'chain', tags: ['seq:step:2'], runName: 'sum' }, 'chain sum'],
  ['a part of a node with a name', { path: runnable('RunnableLambda'), tags: ['seq:step:1'], metadata: inNode, runName: 'agent' }, 'noise'],
  ['a function by itself', { path: runnable('RunnableLambda'), runName: 'RunnableLambda' }, 'chain RunnableLambda'],
  ['a function inside a run', { path: runnable('RunnableLambda'), parentId: 'chain', runName: 'RunnableLambda' }, 'noise'],
  ['a function with a name', { path: runnable('RunnableLambda'), parentId: 'chain', runName: 'sum' }, 'chain sum'],
  ['a branch of a node', { path: runnable('RunnableLambda'), parentId: 'node', metadata: inNode, runName: 'Branch<a,b>' }, 'noise'],
  ['a prompt', { path: ['langchain_core', 'prompts', 'ChatPromptTemplate'], runType: 'prompt' }, 'noise'],
  ['a parser', { path: ['langchain_core', 'output_parsers', 'JsonOutputParser'], runType: 'parser' }, 'noise unless it fails'],
  ['what is hidden', { path: ['langgraph', 'ChannelWrite'], tags: ['graph:step:0', 'langsmith:hidden'] }, 'noise'],
  ['an executor of agents', { path: ['langchain', 'agents', 'executor', 'AgentExecutor'], runName: 'AgentExecutor' }, 'agent undefined'],
  ['one with a name', { path: ['langchain', 'agents', 'executor', 'AgentExecutor'], runName: 'keeper' }, 'agent keeper'],
  ['a graph', { path: graph, runName: 'LangGraph' }, 'graph LangGraph'],
  ['a graph with a name', { path: graph, runName: 'keeper' }, 'agent keeper'],
  [
    'what createAgent makes',
    { path: graph, runName: 'LangGraph', metadata: { ls_integration: 'langchain_create_agent' } },
    'agent undefined',
  ],
  ['a node', { path: runnable('RunnableSequence'), tags: ['graph:step:2'], metadata: inNode, runName: 'tools' }, 'graph node tools'],
  ['what LangGraph calls in a node', { path: ['langgraph', 'ToolNode'], tags: ['seq:step:1'], metadata: inNode, runName: 'func' }, 'noise'],
])('%s', (_name, start, expected) => {
  expect(describeChoice(start)).toBe(expected);
});

test('a start that tells nothing is a chain without a name', () => {
  const choice = chooseOperation(
    readChainStart(undefined, { parentId: undefined, tags: undefined, metadata: undefined, runType: undefined, runName: undefined }),
  );
  expect(choice).toMatchObject({ kind: 'call', name: undefined });
});
