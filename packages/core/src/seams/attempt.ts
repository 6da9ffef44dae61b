import type { AbandonedCalls } from '../call/abandoned-calls';
import type { Call } from '../call/call';

/** One run of an SDK's `request`: whether it is a call at all is known only when the SDK has its options, a moment later. */
export class Attempt {
  /** Whether the SDK's value was seen: promises derived from one another would tell it again. */
  isValueSeen = false;
  isList = false;
  readonly #abandoned: AbandonedCalls;
  #call: Call | undefined;
  #waiting: object[] = [];

  constructor(abandoned: AbandonedCalls) {
    this.#abandoned = abandoned;
  }

  get call(): Call | undefined {
    return this.#call;
  }

  begin(call: Call): void {
    this.#call = call;
    for (const handle of this.#waiting) this.#abandoned.watch(handle, call);
    this.#waiting = [];
  }

  /** `handle` is one more object through which the application can take the result. */
  addHandle(handle: object): void {
    if (this.#call === undefined) this.#waiting.push(handle);
    else this.#abandoned.watch(handle, this.#call);
  }
}
