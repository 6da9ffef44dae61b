// The global of this name is a getter, which costs more than the clock itself: once a chunk.
import { performance } from 'node:perf_hooks';
import type { Context } from '@opentelemetry/api';
import type { Operation } from '../adapter';
import type { CapturedContent } from '../content/captured-content';
import { reportInnerCall, type AgentScope, type ModelCallScope } from '../context/call-scope';
import type { InputContent, ResponseFacts } from '../facts';
import type { Pipeline } from '../pipeline';
import type { JsonRecord } from '../json';
import type { AbandonReason, CallOutcome, StartedCall } from '../record/recorder';
import { describeEnd, outcomeOf, type SeenEnd } from './describe-end';
import { countForAgent } from './end-facts';
import { describeThrown, statusOf } from './outcome';

/** What was read when the call started. */
export interface CallBeginning {
  readonly operation: Operation;
  readonly started: StartedCall;
  /** Monotonic, in milliseconds. */
  readonly startTick: number;
  readonly promptFingerprint: string | undefined;
  /** The context the SDK's own HTTP request runs in, or the work of an agent or a tool. */
  readonly requestContext: Context;
  /** Of a model call: what is seen inside its request. */
  readonly modelCall: ModelCallScope | undefined;
  /** Of an agent: what it makes. */
  readonly agent: AgentScope | undefined;
  readonly enclosingAgent: AgentScope | undefined;
  /** Absent where it cannot be told who aborted. */
  readonly abort: { readonly signal: AbortSignal | undefined } | undefined;
}

export type ServerParts = Pick<StartedCall, 'serverAddress' | 'serverPort'>;

const noFacts: ResponseFacts = {};
const unreadableFailure: CallOutcome = { kind: 'failed', failure: { type: '_OTHER' } };
const timeout: CallOutcome = { kind: 'failed', failure: { type: 'timeout' } };

/**
 * One run of an operation, from its start to exactly one end: whichever of completion, failure and abandonment comes first
 * counts, the rest is ignored. Seams tell it what they see; nothing here knows an SDK.
 */
export class Call {
  readonly requestContext: Context;
  readonly #pipeline: Pipeline;
  readonly #operation: Operation;
  readonly #startTick: number;
  /** Not kept after the end, as is the input: who keeps the promise of a call, the application or the platform, keeps the call. */
  #beginning: CallBeginning | undefined;
  #input: InputContent | undefined;
  #ended = false;
  /** The SDK parses the answer, or the application reads it raw: dropping the promise no longer means anything. */
  #claimed = false;
  #isFollowed = false;
  #handleCount = 0;
  #handleGeneration = 0;
  #requestCount = 0;
  #server: ServerParts | undefined;
  #httpStatus: number | undefined;
  #headers: JsonRecord | undefined;
  #headersTick: number | undefined;
  #firstChunkTick: number | undefined;
  #lastByteTick: number | undefined;
  #chunkGapsSeconds: number[] | undefined;
  #isStream = false;
  #streamState: unknown;
  #releases: (() => void)[] | undefined;

  constructor(pipeline: Pipeline, beginning: CallBeginning, input: InputContent | undefined) {
    this.#pipeline = pipeline;
    this.#beginning = beginning;
    this.#operation = beginning.operation;
    this.#startTick = beginning.startTick;
    this.#input = input;
    this.requestContext = beginning.requestContext;
    if (beginning.modelCall !== undefined) reportInnerCall(beginning.modelCall);
    pipeline.abandoned.opened(this);
  }

  get operation(): Operation {
    return this.#operation;
  }

  get hasHandles(): boolean {
    return this.#handleCount > 0;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** By which the application can abort it, where that is known. */
  get signal(): AbortSignal | undefined {
    return this.#beginning?.abort?.signal;
  }

  get requestCount(): number {
    return this.#requestCount;
  }

  get isClaimed(): boolean {
    return this.#claimed;
  }

  /** An HTTP request is sent; every one after the first is a retry. `server`: where that was not known before. */
  requestSent(server?: ServerParts): void {
    this.#requestCount++;
    this.#server = server && { serverAddress: server.serverAddress, serverPort: server.serverPort };
  }

  headersReceived(status: number | undefined, headers?: JsonRecord): void {
    this.#headersTick = performance.now();
    this.#httpStatus = status;
    this.#headers = headers;
  }

  claim(): void {
    this.#claimed = true;
  }

  /** Answers the generation to be given back by `handleLost`. */
  handleAdded(): number {
    this.#handleCount++;
    return this.#handleGeneration;
  }

  /** A way to the result was dropped; the last one ends the call, unless the SDK is still reading the answer. */
  handleLost(generation: number): void {
    if (generation !== this.#handleGeneration) return;
    this.#handleCount--;
    if (this.#handleCount === 0 && (this.#isFollowed || !this.#claimed)) this.abandon('never_read');
  }

  /** The application was given something it reads bit by bit: from now on that object, not the promise, is what it can drop. */
  resultFollowed(): void {
    this.#isFollowed = true;
    this.#handleCount = 0;
    this.#handleGeneration++;
  }

  /** `release` is run once, when the call ends, or at once where it has: for what must not outlive it. */
  whenEnded(release: () => void): void {
    if (this.#ended) this.#pipeline.guard.run('the release of a call', release);
    else (this.#releases ??= []).push(release);
  }

  streamStarted(): void {
    this.#isStream = true;
    this.resultFollowed();
    this.#streamState = this.#pipeline.guard.run('the start of a stream', () => this.#operation.stream?.initial());
    if (this.#pipeline.settings.chunkMetric) this.#chunkGapsSeconds = [];
  }

  chunkReceived(chunk: unknown): void {
    if (this.#ended) return;
    const now = performance.now();
    const { stream } = this.#operation;
    try {
      if (stream?.isOfSdk?.(chunk) !== true) {
        if (this.#firstChunkTick === undefined) this.#firstChunkTick = now;
        else this.#chunkGapsSeconds?.push((now - (this.#lastByteTick ?? now)) / 1000);
        this.#lastByteTick = now;
      }
      stream?.add(this.#streamState, chunk);
    } catch (error) {
      this.#pipeline.guard.caught('the reading of a chunk', error);
    }
  }

  /** A call inside this one has ended: whoever abandons this one was given something until then. */
  innerCallEnded(): void {
    this.#lastByteTick = performance.now();
  }

  streamEnded(): void {
    this.#end({ kind: 'completed' }, this.#streamedResponse(), performance.now());
  }

  complete(response: unknown): void {
    this.#end({ kind: 'completed' }, response, performance.now());
  }

  fail(error: unknown): void {
    if (this.#ended) return;
    const abort = this.#beginning?.abort;
    if (abort?.signal?.aborted === true) return this.abandon('aborted');
    const thrown = this.#pipeline.guard.run('the reading of an error', () => describeThrown(error)) ?? unreadableFailure;
    // Whoever else stopped it: the application did not.
    const outcome = thrown.kind === 'abandoned' && abort !== undefined ? timeout : thrown;
    if (outcome.kind === 'abandoned') return this.abandon(outcome.reason);
    this.#httpStatus ??= this.#pipeline.guard.run('the reading of an error', () => statusOf(error));
    this.#end(outcome, this.#streamedResponse(), performance.now());
  }

  /** Who leaves with the whole answer, although more might follow, has abandoned nothing. `endTick`: where the end was seen as it came. */
  abandon(reason: AbandonReason, endTick = this.#lastSeenTick()): void {
    if (this.#ended) return;
    const outcome: CallOutcome = this.#isStreamComplete() ? { kind: 'completed' } : { kind: 'abandoned', reason };
    this.#end(outcome, this.#streamedResponse(), endTick);
  }

  #isStreamComplete(): boolean {
    const { stream } = this.#operation;
    if (stream === undefined || this.#streamState === undefined) return false;
    return this.#pipeline.guard.run('the reading of a stream', () => stream.isComplete(this.#streamState)) ?? false;
  }

  /** When the application was last given something: an abandoned call did not take until somebody noticed. */
  #lastSeenTick(): number {
    return this.#lastByteTick ?? this.#headersTick ?? this.#startTick;
  }

  #streamedResponse(): unknown {
    if (this.#ended || this.#streamState === undefined) return undefined;
    return this.#pipeline.guard.run('the assembly of a stream', () => this.#operation.stream?.assemble(this.#streamState));
  }

  #end(outcome: CallOutcome, response: unknown, endTick: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pipeline.abandoned.ended(this);
    const beginning = this.#beginning;
    if (beginning !== undefined) this.#pipeline.guard.run('the end of a call', () => this.#record(beginning, outcome, response, endTick));
    this.#beginning = undefined;
    this.#streamState = undefined;
    this.#input = undefined;
    this.#headers = undefined;
    for (const release of this.#releases ?? []) this.#pipeline.guard.run('the release of a call', release);
    this.#releases = undefined;
  }

  #record(beginning: CallBeginning, seenOutcome: CallOutcome, answer: unknown, endTick: number): void {
    const { operation, modelCall } = beginning;
    const pipeline = this.#pipeline;
    const { content, guard, settings } = pipeline;
    const hasInnerCall = modelCall?.hasInnerCall || undefined;
    const response = this.#describeResponse(answer);
    const seen: SeenEnd = {
      outcome: seenOutcome,
      response,
      hasInnerCall,
      isStream: this.#isStream,
      server: this.#server,
      requestCount: this.#requestCount,
      httpStatus: this.#httpStatus,
      endTick,
      firstChunkTick: this.#firstChunkTick,
      chunkGapsSeconds: this.#chunkGapsSeconds,
    };
    const wantsContent = content.wantsContent && !hasInnerCall;
    const output = wantsContent && answer !== undefined ? guard.run('describeOutput', () => operation.describeOutput?.(answer)) : undefined;
    countForAgent(beginning, hasInnerCall);
    const record = (captured: CapturedContent): void => pipeline.recordEnd(() => describeEnd(pipeline, beginning, seen, captured));
    const outcome = outcomeOf(seenOutcome, response);
    const failed = outcome.kind === 'failed' && operation.hidesFailureText !== true ? outcome : undefined;
    try {
      const input = wantsContent ? this.#input : undefined;
      content.capture({ input, output, failureMessage: failed?.failure.message, readFailureStack: failed?.readStack }, record);
    } catch (error) {
      guard.caught('the capture of content', error);
      record({ mode: settings.capture.mode, dropped: 'redaction_failed' });
    }
  }

  #describeResponse(response: unknown): ResponseFacts {
    if (response === undefined) return noFacts;
    const { guard } = this.#pipeline;
    const operation = this.#operation;
    const headers = this.#headers;
    const facts = guard.run('describeResponse', () => operation.describeResponse(response)) ?? noFacts;
    if (facts.usage !== undefined || headers === undefined) return facts;
    return { ...facts, usage: guard.run('describeHeaders', () => operation.describeHeaders?.(headers)) };
  }
}
