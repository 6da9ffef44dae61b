/** The one form of a judgement, whoever made it: a signal of genspan's own, a guardrail, a user's thumb, a judging model. */
import type { Attributes, Context } from '@opentelemetry/api';
import type { SafeText } from '../content/captured-content';
import type { Evaluation } from '../facts';

/** A label, a score or both; with neither it says nothing and is not recorded. */
export interface EvaluationResult extends Evaluation {
  /** Why, in one of few words: `not_json`. An attribute of metrics too. */
  readonly reason?: string | undefined;
  /** Content: a comment, what a judge wrote. On events and lines, never on metrics. */
  readonly explanation?: SafeText | undefined;
  /** Who judged; absent for genspan and the provider. */
  readonly evaluator?: Evaluator | undefined;
}

export interface Evaluator {
  readonly name: string;
  readonly version?: string | undefined;
  /** Of a judge that is a model itself. */
  readonly model?: string | undefined;
}

/** The call that is judged, as far as it is known: a call at hand, or what is left of one minutes later. */
export interface EvaluationTarget {
  /** With the span of the call active, sampled or not, so that what is recorded belongs to it. */
  readonly context: Context;
  /** What identifies the call and what made it, in convention names: `gen_ai.response.id`, models, prompt name, fingerprint, ... */
  readonly attributes: Attributes;
}

export interface RecordedEvaluation {
  readonly target: EvaluationTarget;
  /** Held to its bounds. */
  readonly result: EvaluationResult;
  /** Milliseconds since the epoch: the end of the call for what is told by the call itself, else when it was judged. */
  readonly timeMs: number;
}
