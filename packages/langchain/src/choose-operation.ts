import { asArray, asRecord, asString, type EventTarget, type Operation } from '@genspan/core/adapter';
import { agent, chain, graph, node, parser } from './chain';

/** What the start of a chain tells of it. */
export interface ChainStart {
  /** Path of the class: `['langchain_core', 'runnables', 'RunnableSequence']`. */
  readonly classPath: readonly unknown[];
  readonly parentId: string | undefined;
  readonly tags: readonly unknown[];
  readonly metadata: unknown;
  /** `prompt` and `parser` where it is one. */
  readonly runType: string | undefined;
  readonly runName: string | undefined;
}

/** `name` is absent where neither the application nor a class gives one that says something. */
export type ChainChoice =
  | { readonly kind: 'call'; readonly operation: Operation<EventTarget>; readonly name: string | undefined }
  | { readonly kind: 'noise'; readonly failing?: Operation<EventTarget> };

export function readChainStart(serialized: unknown, more: Omit<ChainStart, 'classPath' | 'tags'> & { readonly tags: unknown }): ChainStart {
  return { ...more, classPath: asArray(asRecord(serialized)?.id) ?? [], tags: asArray(more.tags) ?? [] };
}

const noise: ChainChoice = { kind: 'noise' };
const defaultGraphName = 'LangGraph';
/** A part of another runnable, as LangChain marks it: `seq:step:1`, `map:key:question`. */
const partTag = /^(?:seq:step|map:key|branch|condition|default)(?::|$)/;

/**
 * A graph is a call, and so is each of its nodes; a graph that `createAgent` made or that the application named is an agent. A chain is a call
 * where the application named it or where it stands by itself. What is hidden, prompts, parts of nodes and of chains, and mere functions are
 * noise: what they enclose belongs to the call around. A parser becomes a call when it fails, since nothing else may tell.
 */
export function chooseOperation(start: ChainStart): ChainChoice {
  const { classPath, parentId, tags, metadata, runType, runName } = start;
  const className = asString(classPath.at(-1));
  if (tags.includes('langsmith:hidden')) return noise;
  if (runType === 'parser') return { kind: 'noise', failing: parser };
  if (runType === 'prompt') return noise;
  if (className === 'AgentExecutor') return { kind: 'call', operation: agent, name: runName === className ? undefined : runName };
  const nodeName = asString(asRecord(metadata)?.langgraph_node);
  if (classPath[0] === 'langgraph' && classPath[1] === 'pregel') return chooseGraph(metadata, runName);
  if (nodeName !== undefined && nodeName === runName && tags.some(isStepTag)) return { kind: 'call', operation: node, name: nodeName };
  if (classPath[0] === 'langgraph') return noise;
  const isPart = tags.some((tag) => typeof tag === 'string' && partTag.test(tag));
  const isNamed = runName !== undefined && runName !== className;
  if (isPart && (nodeName !== undefined || !isNamed)) return noise;
  const isInside = nodeName !== undefined || (parentId !== undefined && !isNamed);
  if (className === 'RunnableLambda' && isInside) return noise;
  return { kind: 'call', operation: chain, name: runName ?? className };
}

function isStepTag(tag: unknown): boolean {
  return typeof tag === 'string' && tag.startsWith('graph:step:');
}

function chooseGraph(metadata: unknown, runName: string | undefined): ChainChoice {
  const isNamed = runName !== undefined && runName !== defaultGraphName;
  const isAgent = isNamed || asRecord(metadata)?.ls_integration === 'langchain_create_agent';
  if (isAgent) return { kind: 'call', operation: agent, name: isNamed ? runName : undefined };
  return { kind: 'call', operation: graph, name: defaultGraphName };
}
