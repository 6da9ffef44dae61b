import type { Context } from '@opentelemetry/api';
import type { AbandonedCalls } from '../call/abandoned-calls';
import type { Call } from '../call/call';
import { LateContext } from '../context/request-context';
import { asNumber, asRecord } from '../json';

/** One run of an SDK's `request`: whether it is a call at all is known only when the SDK has its options, a moment later. */
export class Attempt {
  /** Whether the SDK's value was seen: promises derived from one another would tell it again. */
  isValueSeen = false;
  /** What the SDK's promises of this request share, once it is watched. */
  answer: Promise<unknown> | undefined;
  readonly #abandoned: AbandonedCalls;
  readonly #contextBefore: () => Context;
  #lateContext: LateContext | undefined;
  #requestsBefore = 0;
  #call: Call | undefined;
  #isAnswered = false;
  #handles: object[] = [];

  /** `contextBefore` makes the context of its request for as long as it is not known to be a call: few requests are sent before. */
  constructor(abandoned: AbandonedCalls, contextBefore: () => Context) {
    this.#abandoned = abandoned;
    this.#contextBefore = contextBefore;
  }

  get call(): Call | undefined {
    return this.#call;
  }

  /** To wait for the options here would put off the request: the SDK waits for them inside, in a context that then becomes the call's. */
  get requestContext(): Context {
    return this.#call?.requestContext ?? (this.#lateContext ??= new LateContext(this.#contextBefore()));
  }

  begin(call: Call): void {
    this.#call = call;
    this.#lateContext?.decide(call.requestContext);
    for (; this.#requestsBefore > 0; this.#requestsBefore--) call.requestSent();
  }

  requestSent(): void {
    if (this.#call === undefined) this.#requestsBefore++;
    else this.#call.requestSent();
  }

  /** `handle` is one more object through which the application can take the result. */
  addHandle(handle: object): void {
    if (this.#isAnswered && this.#call !== undefined) this.#abandoned.watchUnlessClaimed([handle], this.#call);
    else this.#handles.push(handle);
  }

  /** Until the headers are there the request itself decides how the call ends; from then on it matters whether anybody reads the answer. */
  answered(answer: unknown): void {
    if (this.#call === undefined) return;
    this.#isAnswered = true;
    this.#call.headersReceived(asNumber(asRecord(asRecord(answer)?.['response'])?.['status']));
    if (typeof answer === 'object' && answer !== null) this.#handles.push(answer);
    this.#abandoned.watchUnlessClaimed(this.#handles, this.#call);
    this.#handles = [];
  }
}
