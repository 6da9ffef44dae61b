import type { Context, Span } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import type { OperationGroup } from '../record/operation-group';
import { callScopeKey, RequestContext, suppressTracingKey } from './request-context';

type SpanSetter = { readonly trace: Pick<typeof OpenTelemetryApi.trace, 'setSpan'> };
type SpanWrapper = { readonly trace: Pick<typeof OpenTelemetryApi.trace, 'wrapSpanContext'> };

/** The calls that enclose what runs in a context; one object for each call, which those inside report to. */
export interface CallScope {
  /** The nearest model call around, unless an agent, a tool or a function of a framework lies between. */
  readonly modelCall?: ModelCallScope | undefined;
  /** Whether this is the request of that call, and no tool or agent within. */
  readonly isInRequest?: boolean;
  /** The nearest agent or workflow of a framework. */
  readonly agent?: AgentScope | undefined;
  /** The nearest tool that runs in this process. */
  readonly tool?: ToolScope | undefined;
  /** The nearest run of an event bus, by the bus's own id. */
  readonly runId?: string | undefined;
  /** The nearest function of a framework; absent in the request of a model call, where another one is a part of it. */
  readonly framework?: FrameworkScope | undefined;
  /** What the application asked not to be kept of what is said inside, whoever reports it. */
  readonly content?: ContentScope | undefined;
}

export interface ContentScope {
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
}

/** How the calls of models and tools inside a function of a framework are recorded. */
export interface FrameworkScope {
  /** Where they are not, no header is added to the requests of models all the same. */
  readonly isRecorded: boolean;
  readonly isReportedByOther: boolean;
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
}

/** A framework reports a model call, and the SDK under it reports the same one with more detail: then the inner one tells what was used. */
export interface ModelCallScope {
  hasInnerCall: boolean;
  /** A call of another kind is another call: the embedding that a guard makes says nothing of the chat. */
  readonly group: OperationGroup;
  /** Whether the application had suppressed tracing before the model call did. */
  readonly wasSuppressed: boolean;
  readonly enclosing: ModelCallScope | undefined;
}

/** What an agent has made so far, calls of its sub-agents apart. */
export interface AgentScope {
  readonly name: string | undefined;
  inferenceCalls: number;
  toolCalls: number;
}

export interface ToolScope {
  readonly name: string | undefined;
  /** Absent where tracing is off. */
  readonly span: Span | undefined;
  /** Whether a request of a protocol was made for it. */
  isTaken?: true;
}

const noScope: CallScope = Object.freeze({});

export function readCallScope(context: Context): CallScope {
  return (context.getValue(callScopeKey) as CallScope | undefined) ?? noScope;
}

/** The context of a call whose work runs in this process, such as a tool: what is started there is its child. */
export function inProcessContext(api: SpanSetter, parent: Context, span: Span | undefined, scope: CallScope): Context {
  const withSpan = span === undefined ? parent : api.trace.setSpan(parent, span);
  return withSpan.setValue(callScopeKey, { ...readCallScope(parent), modelCall: undefined, isInRequest: false, ...scope });
}

/** The context of what a framework's function does. */
export function frameworkContext(context: Context, framework: FrameworkScope): Context {
  const { isRecorded, hasInput, hasOutput } = framework;
  const content = { hasInput: isRecorded && hasInput, hasOutput: isRecorded && hasOutput };
  return context.setValue(callScopeKey, { ...readCallScope(context), modelCall: undefined, isInRequest: false, framework, content });
}

export interface ModelCallParts {
  readonly span?: Span | undefined;
  readonly modelCall?: ModelCallScope | undefined;
  readonly runId?: string | undefined;
  /** The request is sent by an SDK under the one that tells of it, which runs code of the application there, too: nothing is suppressed. */
  readonly isReport?: boolean | undefined;
}

/**
 * The context in which an SDK sends the HTTP requests of one model call: the call's span is the active one, so that whatever is logged there
 * links to it, and tracing is suppressed: one call is one span, and no header is added to what goes to a model provider. It is there by its
 * identity only: what holds the context would hold the whole span, with its content.
 */
export function modelCallContext(api: SpanWrapper, parent: Context, call: ModelCallParts = {}): Context {
  const outer = readCallScope(parent);
  const { span, modelCall = outer.modelCall, runId = outer.runId, isReport = false } = call;
  const { agent, tool, content } = outer;
  const scope: CallScope = { modelCall, isInRequest: !isReport, agent, tool, runId, content };
  return new RequestContext(parent, span === undefined ? undefined : api.trace.wrapSpanContext(span.spanContext()), scope);
}

export function startModelCallScope(parent: Context, group: OperationGroup): ModelCallScope {
  return {
    hasInnerCall: false,
    group,
    wasSuppressed: parent.getValue(suppressTracingKey) === true,
    enclosing: readCallScope(parent).modelCall,
  };
}

/**
 * The tool call that a request for the tool `name` is made for: the first request of each run of a tool, so that it is told of one only.
 * Frameworks put the name of the server in front of that of its tool.
 */
export function takeOuterTool(context: Context, name: string | undefined): ToolScope | undefined {
  const { tool } = readCallScope(context);
  if (name === undefined || tool?.name === undefined || tool.isTaken || !isNameOf(tool.name, name)) return undefined;
  tool.isTaken = true;
  return tool;
}

function isNameOf(toolName: string, name: string): boolean {
  return toolName === name || (toolName.endsWith(name) && '_-./:'.includes(toolName.charAt(toolName.length - name.length - 1)));
}

/** Whether code runs inside the request of a model call that is already recorded. */
export function isModelCallContext(context: Context): boolean {
  return readCallScope(context).isInRequest === true;
}

/**
 * Where a call starts inside the request of a model call, that one is a framework's report: its suppression of tracing is meant for HTTP
 * requests, not for the calls it encloses.
 */
export function outsideModelCall(context: Context): Context {
  const { modelCall, isInRequest } = readCallScope(context);
  if (isInRequest !== true || modelCall === undefined || modelCall.wasSuppressed) return context;
  return context.setValue(suppressTracingKey, false);
}

/** Tells all reports of the same call around this one that it is the one that counts. */
export function reportInnerCall({ group, enclosing }: ModelCallScope): void {
  for (let outer = enclosing; outer?.group === group; outer = outer.enclosing) outer.hasInnerCall = true;
}
