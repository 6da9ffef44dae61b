/** Who else reports model calls, and who wins where both are at work: the data behind docs/coexistence.md. */
import type { Attributes, Span } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  GEN_AI_OPERATION_NAME_VALUE_CREATE_AGENT,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
  GEN_AI_OPERATION_NAME_VALUE_INVOKE_AGENT,
  GEN_AI_OPERATION_NAME_VALUE_INVOKE_WORKFLOW,
  GEN_AI_OPERATION_NAME_VALUE_PLAN,
} from '../semconv';

export interface OtherInstrumentation {
  readonly name: string;
  /** Packages whose presence means that it may be at work; for `doctor`. A trailing `*` stands for any ending. */
  readonly packages: readonly string[];
  /** Name of the instrumentation scope of its spans; absent where its spans are not OpenTelemetry's or never active. */
  readonly scope?: RegExp | undefined;
  /**
   * `other`: its span stays and genspan opens none, but records metrics, cost, event and log line under it. `genspan`: its span is
   * kept from being made. `both`: neither can see the other; one of them is to be switched off by hand.
   */
  readonly winner: 'other' | 'genspan' | 'both';
  readonly why: string;
}

const sentryScope = '@sentry/opentelemetry';

export const otherInstrumentations: readonly OtherInstrumentation[] = [
  {
    name: 'OpenTelemetry contrib',
    packages: ['@opentelemetry/instrumentation-openai'],
    scope: /^@opentelemetry\/instrumentation-openai$/,
    winner: 'other',
    why: 'It wraps the methods above the request and its span is active: a second one would count the call twice.',
  },
  {
    name: 'OpenInference',
    packages: ['@arizeai/openinference-instrumentation-*'],
    scope: /^@arizeai\/openinference-instrumentation-/,
    winner: 'other',
    why: 'Its span is active during the call, and Phoenix reads its attributes.',
  },
  {
    name: 'OpenLLMetry',
    packages: ['@traceloop/node-server-sdk', '@traceloop/instrumentation-*'],
    scope: /^@traceloop\/instrumentation-/,
    winner: 'other',
    why: 'Its span is active during the call.',
  },
  {
    name: 'OpenLIT',
    packages: ['openlit'],
    scope: /^(@openlit\/|openlit$)/,
    winner: 'other',
    why: 'Its span is active during the call.',
  },
  {
    name: 'Sentry',
    packages: ['@sentry/node'],
    scope: /^@sentry\//,
    winner: 'other',
    why: 'The span shows in the trace the team looks at; without its OpenAI and Anthropic integrations, genspan opens its own there.',
  },
  {
    name: 'Vercel AI SDK',
    packages: ['@ai-sdk/otel'],
    scope: /^(ai|gen_ai)$/,
    winner: 'other',
    why: 'The application asked for its spans: `isEnabled: true` until 6, this package since 7. Agents and tools have theirs, too.',
  },
  {
    name: 'Mistral SDK',
    packages: ['@mistralai/mistralai'],
    scope: /^mistralai_sdk_tracer$/,
    winner: 'other',
    why: 'The SDK makes spans only where the application asked for them.',
  },
  {
    name: 'OpenTelemetry AWS SDK',
    packages: ['@opentelemetry/instrumentation-aws-sdk'],
    scope: /^@opentelemetry\/instrumentation-aws-sdk$/,
    winner: 'genspan',
    why: 'Its span would lie inside the call, without cached tokens and streamed output; of other services of AWS its spans stay.',
  },
  {
    name: 'Anthropic SDK',
    packages: ['@anthropic-ai/sdk'],
    scope: /^com\.anthropic\.sdk\.typescript/,
    winner: 'genspan',
    why: 'Its own spans, on by default since 0.134, have no cost, no redaction and no streamed output; its tracer is answered with none.',
  },
  {
    name: 'Langfuse',
    packages: ['@langfuse/openai', '@langfuse/langchain'],
    scope: /^langfuse-sdk$/,
    winner: 'both',
    why: 'observeOpenAI makes its generation without making it active; a generation that is active wins over ours.',
  },
  {
    name: 'Datadog',
    packages: ['dd-trace'],
    winner: 'both',
    why: 'Its spans live in its own tracer and go to its own agent; nothing is doubled until both are sent to one backend.',
  },
];

/** Operations that contain model calls: their spans are parents, not doubles. */
const containers: ReadonlySet<string> = new Set([
  GEN_AI_OPERATION_NAME_VALUE_CREATE_AGENT,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
  GEN_AI_OPERATION_NAME_VALUE_INVOKE_AGENT,
  GEN_AI_OPERATION_NAME_VALUE_INVOKE_WORKFLOW,
  GEN_AI_OPERATION_NAME_VALUE_PLAN,
]);

/** What marks a span as the record of one model call, by the attribute that says it. */
const modelCallMarks: ReadonlyArray<readonly [attribute: string, isModelCall: (value: string) => boolean]> = [
  [ATTR_GEN_AI_OPERATION_NAME, (value) => !containers.has(value)],
  ['openinference.span.kind', (value) => value === 'LLM' || value === 'EMBEDDING'],
  ['langfuse.observation.type', (value) => value === 'generation' || value === 'embedding'],
  ['llm.request.type', () => true],
  ['ai.operationId', (value) => /\.do[A-Z]/.test(value)],
];

/**
 * Whether the span that is active where a call starts is another instrumentation's record of this same call. Spans of chains, agents
 * and tools are parents, not doubles. Reads the span behind the API's `Span`; one that shows no scope counts as the application's.
 */
export function ownedByOther(activeSpan: Span | undefined): boolean {
  if (activeSpan === undefined || !activeSpan.isRecording()) return false;
  const { scope, attributes } = look(activeSpan);
  if (typeof scope !== 'string' || !otherInstrumentations.some((other) => other.scope?.test(scope))) return false;
  return modelCallMarks.some(([name, isModelCall]) => {
    const value = attributes?.[name];
    return typeof value === 'string' && isModelCall(value);
  });
}

/** Where spans keep what the API does not show. */
interface InspectableSpan {
  /** SDK 2 and 3. */
  readonly instrumentationScope?: { readonly name?: unknown };
  /** SDK 1. */
  readonly instrumentationLibrary?: { readonly name?: unknown };
  readonly attributes?: Attributes;
  /** OpenInference wraps a span of the SDK. */
  readonly span?: InspectableSpan;
  /** Sentry's spans belong to no SDK: `data` in 10, `attributes` in 11. */
  getSpanJSON?(): { readonly data?: Attributes; readonly attributes?: Attributes };
}

function look(activeSpan: Span): { readonly scope?: unknown; readonly attributes?: Attributes | undefined } {
  const outer = activeSpan as Span & InspectableSpan;
  if (typeof outer.getSpanJSON === 'function') {
    const { data, attributes } = outer.getSpanJSON();
    return { scope: sentryScope, attributes: data ?? attributes };
  }
  const { instrumentationScope, instrumentationLibrary, attributes } = outer.span ?? outer;
  return { scope: (instrumentationScope ?? instrumentationLibrary)?.name, attributes };
}
