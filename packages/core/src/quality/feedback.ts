/** Judgements that come from outside: a user's thumb, a reviewer, a nightly job. */
import type { Context } from '@opentelemetry/api';
import { asRecord, asString } from '../json';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import { boundEvaluation } from './bound-evaluation';
import type { CallRef } from './call-ref';
import { sealCallRef } from './call-ref-token';
import type { EvaluationTarget, Evaluator } from './evaluation-result';
import { findCallRef, type FeedbackTarget, type TargetRefusal } from './feedback-target';

export interface FeedbackValues {
  /** What is judged: `helpful`. A text of one line; one name for one question, as it groups and is an attribute of metrics. */
  readonly name: string;
  /** A finite number; 0 to 1 is what most backends expect. */
  readonly score?: number | undefined;
  /** One of few words: `up`, `down`. */
  readonly label?: string | undefined;
  /** Content: redacted, and dropped where `GENSPAN_CONTENT` is `off` or `hash`. */
  readonly comment?: string | undefined;
  /** Who judged. @default { name: 'user' } */
  readonly evaluator?: Evaluator | undefined;
}

export type FeedbackRefusal = TargetRefusal | 'values_invalid' | 'not_observed' | 'internal_error';

export type FeedbackResult =
  | { readonly accepted: true }
  /** `message`: one sentence for a log; it quotes nothing of what was given. */
  | { readonly accepted: false; readonly reason: FeedbackRefusal; readonly message: string };

export interface CallRefOptions {
  /** How long the token is taken, at most ten years. @default 30 days */
  readonly expiresInSeconds?: number | undefined;
}

const messages: Readonly<Record<FeedbackRefusal, string>> = {
  no_key:
    'genspan: GENSPAN_FEEDBACK_KEY is not set, so tokens are neither made nor taken; ' +
    'set the same secret of at least 32 characters in every process of the service.',
  token_forged: 'genspan: the token was not made with a key of GENSPAN_FEEDBACK_KEY, or it was changed on its way.',
  token_expired: 'genspan: the token has expired.',
  target_unknown: 'genspan: the target of feedback is { token }, a span, { traceId, spanId } or { responseId }; this is none of them.',
  values_invalid: 'genspan: feedback needs a name of one line, and a finite score, a label of one line, or both.',
  not_observed: 'genspan: it is not at work in this process, so feedback goes nowhere; start Node.js with --require genspan/register.',
  internal_error: 'genspan: an internal error was contained, and this feedback is lost.',
};
const noPlace =
  'genspan: currentCallRef was called where no call of a model with a span was made; call it in the request that made the call, ' +
  'or in the same withAttributes where there is no request.';
const defaultExpirySeconds = 30 * 24 * 60 * 60;
const maxExpirySeconds = 10 * 365 * 24 * 60 * 60;
const user: Evaluator = { name: 'user' };

/**
 * A token for the call of a model or an agent that this request has started last, for a front end to send back with its feedback. It can be read
 * and made only with `GENSPAN_FEEDBACK_KEY`. `undefined` without that key, and where no call was made. Never throws.
 */
export function currentCallRef(options?: CallRefOptions): string | undefined {
  const pipeline = findPipeline();
  if (pipeline === undefined) return undefined;
  return pipeline.guard.run('currentCallRef', () => {
    const [key] = pipeline.settings.feedbackKeys;
    if (key === undefined) return tell(messages.no_key);
    const ref = pipeline.callRefs.lastIn(pipeline.telemetry.api().context.active());
    if (ref?.span === undefined) return tell(noPlace);
    return sealCallRef(ref, key, Date.now() + asExpiry(options?.expiresInSeconds) * 1000);
  });
}

/**
 * Records a judgement of a call that has been made, in this process or another, as `gen_ai.evaluation.result` of its span. Refuses what it cannot
 * trust or place, and says why; never throws. What is accepted is recorded in the background.
 */
export function feedback(target: FeedbackTarget, values: FeedbackValues): FeedbackResult {
  const pipeline = findPipeline();
  if (pipeline === undefined) return refuse('not_observed');
  return pipeline.guard.run('feedback', () => record(pipeline, target, values)) ?? refuse('internal_error');
}

function record(pipeline: Pipeline, target: unknown, values: unknown): FeedbackResult {
  const ref = findCallRef(target, pipeline);
  if (typeof ref === 'string') {
    if (ref === 'no_key') tell(messages.no_key);
    return refuse(ref);
  }
  const { name, score, label, comment, evaluator } = (asRecord(values) ?? {}) as Partial<FeedbackValues>;
  const result = boundEvaluation({ name: name ?? '', score, label, evaluator: asRecord(evaluator) ? evaluator : user });
  if (result === undefined) return refuse('values_invalid');
  const timeMs = Date.now();
  pipeline.content.capture({ comment: asString(comment) }, ({ comment: explanation }) => {
    pipeline.recordEvaluation(targetOf(ref, pipeline), { ...result, explanation }, timeMs);
  });
  return { accepted: true };
}

function targetOf({ span, attributes }: CallRef, { telemetry }: Pick<Pipeline, 'telemetry'>): EvaluationTarget {
  const { trace, ROOT_CONTEXT } = telemetry.api();
  const context: Context = span === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...span, isRemote: true });
  return { context, attributes };
}

function findPipeline(): Pipeline | undefined {
  try {
    return processState().distribution?.pipeline();
  } catch {
    return undefined;
  }
}

function asExpiry(seconds: unknown): number {
  return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, maxExpirySeconds) : defaultExpirySeconds;
}

function refuse(reason: FeedbackRefusal): FeedbackResult {
  return { accepted: false, reason, message: messages[reason] };
}

/** Each sentence is told once. */
function tell(sentence: string): undefined {
  processState().scopes?.warn(sentence);
}
