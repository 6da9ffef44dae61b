/** The second contract: a recorder turns the facts of a call into one signal. */
import type { Attributes, Context, Logger, Meter, Span, SpanContext, Tracer } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import type { CapturedContent } from '../content/captured-content';
import type { ToolScope } from '../context/call-scope';
import type { FailureFacts, McpFacts, OperationName, ProviderName, RequestFacts, ResponseFacts } from '../facts';
import type { RecordedEvaluation } from '../quality/evaluation-result';
import type { McpConnection } from './mcp-attributes';

export interface StartedCall {
  readonly operation: OperationName;
  /** Absent for what runs in this process: an agent or a tool of a framework. */
  readonly provider?: ProviderName | undefined;
  /** How the provider was told: by the client's class, its host, the user's map, the request, or the adapter's default. */
  readonly providerSource?: 'class' | 'host' | 'config' | 'request' | 'default' | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  readonly request: RequestFacts;
  readonly startTimeMs: number;
  /** The context the application made the call in: parent span, baggage, `withAttributes` scope. */
  readonly parentContext: Context;
  /** Attributes of the enclosing `withAttributes` scopes, in convention names. */
  readonly scopeAttributes: Attributes;
  /** The span active at the call is another instrumentation's record of this same call: genspan opens none, the other signals link to it. */
  readonly isOwnedByOther?: true | undefined;
  /** An agent or a tool whose work runs in this process, or a request of a protocol: no call of a model. */
  readonly isInProcess?: true | undefined;
  /** Span of the transport that a request arrived by, where the request itself names another parent. */
  readonly linkedSpan?: SpanContext | undefined;
  /** The tool call of a framework that this request is made for: its span is told about the request, and there is no second one. */
  readonly outerTool?: ToolScope | undefined;
  /** Set by the span recorder; absent when tracing is off. Other signals link to it. */
  span?: Span | undefined;
}

export type CallOutcome =
  | { readonly kind: 'completed' }
  | {
      readonly kind: 'failed';
      readonly failure: FailureFacts;
      readonly exceptionType?: string | undefined;
      readonly readStack?: (() => string | undefined) | undefined;
    }
  | { readonly kind: 'abandoned'; readonly reason: AbandonReason };

/** `aborted`: by a signal; `reader_left`: break out of a stream; `never_read`: found by finalisation; `shutdown`: still open at exit. */
export type AbandonReason = 'aborted' | 'reader_left' | 'never_read' | 'shutdown';

export interface EndedCall extends StartedCall {
  /** The address became known when the request was sent, after the span had started. */
  readonly isServerLate?: true | undefined;
  readonly outcome: CallOutcome;
  /** Milliseconds since the epoch. For an abandoned call: the last byte seen, else the headers, else the start. */
  readonly endTimeMs: number;
  /** Monotonic, in seconds; not derived from the two wall-clock times. */
  readonly durationSeconds: number;
  readonly timeToFirstChunkSeconds?: number | undefined;
  /** Gaps between chunks in seconds; only where time per output chunk is switched on. */
  readonly chunkGapsSeconds?: readonly number[] | undefined;
  /** HTTP requests beyond the first. */
  readonly resendCount: number;
  readonly httpStatus?: number | undefined;
  readonly response: ResponseFacts;
  readonly promptFingerprint?: string | undefined;
  /** The prompt differs at nearly every call (a date or a name in it): the fingerprint groups nothing. */
  readonly isPromptFingerprintUnstable?: true | undefined;
  readonly configHash?: string | undefined;
  readonly cost?: CostFacts | undefined;
  /** An SDK under the framework that made this call has reported it too: usage, cost and content stand there, once. */
  readonly hasInnerCall?: true | undefined;
  /** For an agent: what it made itself, sub-agents apart. */
  readonly agentCalls?: { readonly inferenceCalls: number; readonly toolCalls: number } | undefined;
  readonly content: CapturedContent;
}

/** An estimate in US dollars. */
export interface CostFacts {
  readonly totalUsd: number;
  readonly inputUsd?: number | undefined;
  readonly outputUsd?: number | undefined;
  /** Where the price comes from, with its version: `genai-prices@0.1.8`, `override`. */
  readonly source: string;
}

/** A connection of the Model Context Protocol, from one side. */
export interface EndedSession {
  readonly role: McpFacts['role'];
  readonly connection: McpConnection;
  readonly durationSeconds: number;
}

export interface Recorder {
  readonly name: string;
  /** Whether `callEnded` may run some milliseconds later, off the caller's path. `flush` and the exit of the process wait for it. */
  readonly isDeferred?: true;
  callStarted?(call: StartedCall): void;
  callEnded(call: EndedCall): void;
  /** A judgement of a call, by whomever, while it ends or long after. Never on the path of a call. */
  evaluationRecorded?(evaluation: RecordedEvaluation): void;
  sessionEnded?(session: EndedSession): void;
  /** Resolves when everything handed over is with the SDK or written. */
  flush?(): Promise<void>;
}

/**
 * The OpenTelemetry handles of the moment. Asked at each use: the application may register its providers at any time, and
 * from then on ours are gone. `undefined`: there is no such signal (OpenTelemetry API 1.9 has no logs).
 */
export interface Telemetry {
  /** The copy of `@opentelemetry/api` that the application uses: core imports its types only, never a copy of its own. */
  api(): typeof OpenTelemetryApi;
  tracer(): Tracer | undefined;
  meter(): Meter | undefined;
  logger(): Logger | undefined;
  /**
   * Whether spans may end some milliseconds after their calls: nobody but us flushes their provider, or closes a trace when its root has
   * ended. Absent: they may not.
   */
  mayEndSpansLate?(): boolean;
  /** Those that the application may flush or end while calls wait to be recorded; absent: it has none. */
  applicationProviders?(): readonly unknown[];
}
