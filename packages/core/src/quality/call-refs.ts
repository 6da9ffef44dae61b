import type { Context } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { findScope } from '../context/scope';
import { groupOf } from '../record/operation-group';
import type { EndedCall, Recorder, StartedCall } from '../record/recorder';
import { ATTR_GEN_AI_RESPONSE_ID } from '../semconv';
import { refOfEnded, refOfStarted, type CallRef } from './call-ref';

type SpanReader = { readonly trace: Pick<typeof OpenTelemetryApi.trace, 'getSpan'> };

/** Some 2 MB. Ten calls a second are remembered for seven minutes. */
const maxRemembered = 4_096;

/** One of both: a call that has ended is not kept whole. */
interface LastCall {
  readonly started: StartedCall | undefined;
  readonly ref: CallRef | undefined;
}

/**
 * The calls of models and agents of late: the last one of each request, and those whose answer or span is named by whoever gives feedback.
 */
export class CallRefs implements Recorder {
  readonly name = 'call-refs';
  readonly isDeferred = true;
  readonly #lastIn = new WeakMap<object, LastCall>();
  readonly #bySpanId = new Map<string, CallRef>();
  readonly #byResponseId = new Map<string, CallRef>();
  readonly #api: () => SpanReader;

  constructor(api: () => SpanReader) {
    this.#api = api;
  }

  /** On the path of every call: what the call is referred to by is put together only when somebody asks, or when it is recorded. */
  callStarted(call: StartedCall): void {
    if (!isJudged(call)) return;
    const place = this.#placeOf(call.parentContext);
    if (place !== undefined) this.#lastIn.set(place, { started: call, ref: undefined });
  }

  callEnded(call: EndedCall): void {
    if (!isJudged(call)) return;
    const ref = refOfEnded(call);
    const place = this.#placeOf(call.parentContext);
    const last = place && this.#lastIn.get(place);
    if (place !== undefined && call.span !== undefined && last?.started?.span === call.span)
      this.#lastIn.set(place, { started: undefined, ref });
    if (ref.span !== undefined) remember(this.#bySpanId, ref.span.spanId, ref);
    const responseId = ref.attributes[ATTR_GEN_AI_RESPONSE_ID];
    // A framework's report of a call that the SDK under it tells too: the inner one is meant.
    if (typeof responseId === 'string' && !call.hasInnerCall) remember(this.#byResponseId, responseId, ref);
  }

  /** The call that the code of `context` has started last. */
  lastIn(context: Context): CallRef | undefined {
    const place = this.#placeOf(context);
    const last = place && this.#lastIn.get(place);
    return last?.ref ?? (last?.started && refOfStarted(last.started));
  }

  /** Of a call that has ended. */
  bySpanId(spanId: string): CallRef | undefined {
    return this.#bySpanId.get(spanId);
  }

  byResponseId(responseId: string): CallRef | undefined {
    return this.#byResponseId.get(responseId);
  }

  /** The span of the request, else the scope of `withAttributes`. Where there is neither, nothing tells one user's calls from another's. */
  #placeOf(context: Context): object | undefined {
    return this.#api().trace.getSpan(context) ?? findScope(context);
  }
}

/** What a user can have an opinion of. */
function isJudged(call: StartedCall): boolean {
  const group = groupOf(call);
  return group === 'inference' || group === 'agent' || call.operation === 'invoke_agent' || call.operation === 'invoke_workflow';
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= maxRemembered) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
