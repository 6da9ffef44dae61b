import type { Context, SpanContext } from '@opentelemetry/api';
import type { Operation, RequestInput } from '../adapter';
import type { RequestFacts } from '../facts';
import {
  inProcessContext,
  modelCallContext,
  outsideModelCall,
  readCallScope,
  startModelCallScope,
  takeOuterTool,
  type AgentScope,
  type ContentScope,
} from '../context/call-scope';
import { ownedByOther } from '../context/other-instrumentations';
import { readScope } from '../context/scope';
import type { Pipeline } from '../pipeline';
import type { ResolvedProvider } from '../provider/resolve-provider';
import { groupOf } from '../record/operation-group';
import type { StartedCall } from '../record/recorder';
import { boundRequestFacts } from './bound-facts';
import { Call, type CallBeginning } from './call';

export interface CallStart {
  readonly operation: Operation;
  readonly request: RequestInput;
  /** What the client tells; absent where there is none, as behind an event bus. */
  readonly provider?: ResolvedProvider | undefined;
  readonly parentContext: Context;
  /** When the application asked, not when its parameters were ready: milliseconds since the epoch, and monotonic. */
  readonly startTimeMs: number;
  readonly startTick: number;
  /** Where it can be told whether the application aborted: the signal it gave, if it gave one. */
  readonly abort?: { readonly signal: AbortSignal | undefined } | undefined;
  /** Of an event bus. */
  readonly runId?: string | undefined;
  /** An SDK under the one that tells of the call sends the request. @default false */
  readonly isReport?: boolean | undefined;
  /** Of the transport that a request arrived by, where the request itself names the parent. */
  readonly linkedSpan?: SpanContext | undefined;
  /** Where it is known without looking at the active span. */
  readonly isOwnedByOther?: boolean | undefined;
}

const noFacts: RequestFacts = {};

/** Reads the request and opens the call. Whatever an adapter throws costs the facts it would have given, never the call. */
export function startCall(pipeline: Pipeline, start: CallStart): Call {
  const { guard, content } = pipeline;
  const api = pipeline.telemetry.api();
  const { request, runId, isReport } = start;
  const parentContext = outsideModelCall(start.parentContext);
  const { agent: enclosingAgent, content: contentScope } = readCallScope(parentContext);
  const operation = withinScope(start.operation, contentScope);
  const told = boundRequestFacts(guard.run('describeRequest', () => operation.describeRequest(request)) ?? noFacts);
  const facts = isToolOf(operation, enclosingAgent) ? { agentName: enclosingAgent?.name, ...told } : told;
  const { provider, providerSource, serverAddress, serverPort } = describeProvider(operation, start.provider, facts);
  const started: StartedCall = {
    operation: operation.name,
    provider,
    providerSource,
    serverAddress,
    serverPort,
    request: facts,
    startTimeMs: start.startTimeMs,
    parentContext,
    scopeAttributes: readScope(parentContext),
    // A request of a protocol is no call of a model, whoever reports the one around it.
    isOwnedByOther:
      (facts.mcp === undefined &&
        (start.isOwnedByOther || guard.run('the reading of the active span', () => ownedByOther(api.trace.getSpan(parentContext))))) ||
      undefined,
    isInProcess: operation.isInProcess,
    linkedSpan: start.linkedSpan,
    span: undefined,
    outerTool: facts.mcp?.role === 'client' ? takeOuterTool(parentContext, facts.toolName) : undefined,
  };
  pipeline.recordStart(started);
  const { span } = started;
  const toolSpan = started.isOwnedByOther ? api.trace.getSpan(parentContext) : span;
  const agent = startAgentScope(operation, facts, enclosingAgent);
  const modelCall = operation.isInProcess ? undefined : startModelCallScope(parentContext, groupOf(started));
  const beginning: CallBeginning = {
    operation,
    started,
    startTick: start.startTick,
    promptFingerprint: guard.run('the prompt fingerprint', () => {
      const prompt = operation.describePrompt?.(request.body);
      return prompt === undefined ? undefined : pipeline.fingerprintPrompt(prompt);
    }),
    requestContext:
      modelCall === undefined
        ? inProcessContext(api, parentContext, span, {
            ...(agent !== undefined && { agent, tool: undefined }),
            ...(operation.name === 'execute_tool' && {
              tool: facts.mcp === undefined ? { name: facts.toolName, span: toolSpan } : undefined,
            }),
            ...(runId !== undefined && { runId }),
          })
        : modelCallContext(api, parentContext, { span, modelCall, runId, isReport }),
    modelCall,
    agent,
    enclosingAgent,
    abort: start.abort,
  };
  const input = content.wantsContent ? guard.run('describeInput', () => operation.describeInput?.(request.body)) : undefined;
  return new Call(pipeline, beginning, input);
}

/** The parts of an agent that are workflows themselves, such as the nodes of a graph, make their calls for it. */
function startAgentScope(
  { name, isInProcess }: Operation,
  { agentName }: RequestFacts,
  enclosing: AgentScope | undefined,
): AgentScope | undefined {
  if (isInProcess !== true) return undefined;
  const isOwner = name === 'invoke_agent' || (name === 'invoke_workflow' && enclosing === undefined);
  return isOwner ? { name: agentName, inferenceCalls: 0, toolCalls: 0 } : undefined;
}

function isToolOf({ name, isInProcess }: Operation, agent: AgentScope | undefined): boolean {
  return name === 'execute_tool' && isInProcess === true && agent?.name !== undefined;
}

const nothing = (): object => ({});

/** What the application asked not to keep is not read. */
function withinScope(operation: Operation, scope: ContentScope | undefined): Operation {
  if (scope === undefined || (scope.hasInput && scope.hasOutput)) return operation;
  return {
    ...operation,
    // An error may quote either.
    hidesFailureText: true,
    ...(!scope.hasInput && { describeInput: nothing }),
    ...(!scope.hasOutput && { describeOutput: nothing }),
  };
}

type ProviderParts = Pick<StartedCall, 'provider' | 'providerSource' | 'serverAddress' | 'serverPort'>;

const unknownProvider: ProviderParts = { provider: '_OTHER', providerSource: 'default' };

function describeProvider(operation: Operation, resolved: ResolvedProvider | undefined, { provider: named }: RequestFacts): ProviderParts {
  if (operation.isInProcess) return {};
  // A framework names the package that its model is of; what is known of the host tells whose model that is.
  if (resolved !== undefined && (named === undefined || resolved.source === 'config' || resolved.source === 'host')) {
    return {
      provider: resolved.name,
      providerSource: resolved.source,
      serverAddress: resolved.serverAddress,
      serverPort: resolved.serverPort,
    };
  }
  if (named === undefined) return unknownProvider;
  return { provider: named, providerSource: 'request', serverAddress: resolved?.serverAddress, serverPort: resolved?.serverPort };
}
