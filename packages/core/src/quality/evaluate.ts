/** Judges of the application's own: a function that looks at calls after they have ended, in the background. */
import { AsyncResource } from 'node:async_hooks';
import type { OperationName } from '../facts';
import { processState } from '../patch/process-state';
import type { Evaluator } from './evaluation-result';

/** A call as it is recorded: what was redacted is redacted, and there is no text where `GENSPAN_CONTENT` is `off` or `hash`. */
export interface EvaluatedCall {
  readonly operation: string;
  readonly provider?: string | undefined;
  readonly requestModel?: string | undefined;
  readonly responseModel?: string | undefined;
  readonly responseId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly promptName?: string | undefined;
  readonly promptVersion?: string | undefined;
  readonly durationSeconds: number;
  /** Each in the form of the GenAI conventions: parts, messages of `role` and `parts`, definitions. Copies. */
  readonly instructions?: unknown;
  readonly inputMessages?: unknown;
  readonly outputMessages?: unknown;
  readonly toolDefinitions?: unknown;
}

/** A score, a label or both; without either it is dropped. */
export interface Judgement {
  /** What is judged. @default the evaluator's name */
  readonly name?: string | undefined;
  readonly score?: number | undefined;
  readonly label?: string | undefined;
  /** Why: content, so redacted and dropped as all of it. */
  readonly comment?: string | undefined;
}

type Judgements = Judgement | readonly Judgement[] | undefined;

/** `undefined`: it has nothing to say of this call. `signal` is aborted when its time is over. */
export type EvaluatorFunction = (call: EvaluatedCall, signal: AbortSignal) => Judgements | Promise<Judgements>;

/** `name`, `version` and `model` stand on every judgement: those of different judges are not to be compared. */
export interface EvaluateOptions extends Evaluator {
  /** Share of calls that it sees, 0 to 1. @default 1 */
  readonly sampleRate?: number | undefined;
  /** Milliseconds for one call. @default 60000 */
  readonly timeoutMs?: number | undefined;
  /** @default calls of models that generate: `chat`, `text_completion`, `generate_content` */
  readonly operations?: readonly OperationName[] | undefined;
}

export interface RegisteredEvaluator {
  readonly evaluator: Evaluator;
  readonly sampleRate: number;
  readonly timeoutMs: number;
  readonly operations: readonly string[];
  readonly judge: EvaluatorFunction;
  /** Runs work in the asynchronous context of the registration: that of a call is of a user whom the judge has nothing to do with. */
  outside<Result>(work: () => Result): Result;
}

const inference: readonly OperationName[] = ['chat', 'text_completion', 'generate_content'];
const defaultTimeoutMs = 60_000;
const maxTimeoutMs = 600_000;
/** Each one sees each call: more of them are a mistake, such as a registration at each request. */
const maxEvaluators = 32;
const wrongOptions =
  'genspan: evaluate takes { name, version, model, sampleRate, timeoutMs, operations } with a name of one line, and a function; this evaluator is left out.';
const tooMany = `genspan: there are ${maxEvaluators} evaluators already; register each once, when the application starts. This one is left out.`;

/**
 * Has `judge` look at calls that have ended well, in the background: a few at a time, the rest waits, and what is too much is left out. Its own calls
 * of models are marked (`genspan.caller.evaluator`) and not evaluated. Answers how to end it. Never throws.
 */
export function evaluate(options: EvaluateOptions, judge: EvaluatorFunction): () => void {
  const registered = read(options, judge);
  if (registered === undefined) return warn(wrongOptions);
  const evaluators = (processState().evaluators ??= new Set());
  if (evaluators.size >= maxEvaluators) return warn(tooMany);
  evaluators.add(registered);
  return () => void evaluators.delete(registered);
}

function read(options: EvaluateOptions, judge: EvaluatorFunction): RegisteredEvaluator | undefined {
  try {
    const { name, version, model, sampleRate, timeoutMs, operations } = options;
    if (typeof name !== 'string' || !/^[^\p{C}\u2028\u2029]{1,256}$/u.test(name) || typeof judge !== 'function') return undefined;
    const resource = new AsyncResource('genspan evaluator');
    return {
      evaluator: { name, version, model },
      sampleRate: isWithin(sampleRate, 0, 1) ? sampleRate : 1,
      timeoutMs: isWithin(timeoutMs, 1, maxTimeoutMs) ? timeoutMs : defaultTimeoutMs,
      operations: Array.isArray(operations) ? [...operations] : inference,
      judge,
      outside: (work) => resource.runInAsyncScope(work),
    };
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

/** Evaluators are registered when the application starts, mostly before there is anything to observe, and anybody to tell. */
function warn(sentence: string): () => void {
  const state = processState();
  if (state.scopes === undefined) (state.untoldWarnings ??= new Set()).add(sentence);
  else state.scopes.warn(sentence);
  return () => {};
}
