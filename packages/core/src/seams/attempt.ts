import type { AbandonedCalls } from '../call/abandoned-calls';
import type { Call } from '../call/call';
import { asNumber, asRecord } from '../json';

/** One run of an SDK's `request`: whether it is a call at all is known only when the SDK has its options, a moment later. */
export class Attempt {
  /** Whether the SDK's value was seen: promises derived from one another would tell it again. */
  isValueSeen = false;
  /** What the SDK's promises of this request share, once it is watched. */
  answer: Promise<unknown> | undefined;
  readonly #abandoned: AbandonedCalls;
  #call: Call | undefined;
  #isAnswered = false;
  #handles: object[] = [];

  constructor(abandoned: AbandonedCalls) {
    this.#abandoned = abandoned;
  }

  get call(): Call | undefined {
    return this.#call;
  }

  begin(call: Call): void {
    this.#call = call;
  }

  /** `handle` is one more object through which the application can take the result. */
  addHandle(handle: object): void {
    if (this.#isAnswered && this.#call !== undefined) this.#abandoned.watchUnlessClaimed(handle, this.#call);
    else this.#handles.push(handle);
  }

  /** Until the headers are there the request itself decides how the call ends; from then on it matters whether anybody reads the answer. */
  answered(answer: unknown): void {
    if (this.#call === undefined) return;
    this.#isAnswered = true;
    this.#call.headersReceived(asNumber(asRecord(asRecord(answer)?.['response'])?.['status']));
    if (typeof answer === 'object' && answer !== null) this.#handles.push(answer);
    for (const handle of this.#handles) this.#abandoned.watchUnlessClaimed(handle, this.#call);
    this.#handles = [];
  }
}
