/** People, judges and providers make evaluations: here each is held to what one can be, since its words become attributes of metrics. */
import { asAmount, asTitle, asWord, boundBy } from '../call/bound-facts';
import type { EvaluationResult, Evaluator } from './evaluation-result';

const boundEvaluator = boundBy<Evaluator>({ name: asTitle, version: asTitle, model: asTitle });

const bound = boundBy<EvaluationResult>({
  name: asTitle,
  label: asTitle,
  score: asAmount,
  reason: asWord,
  // Of a type that the content stage makes.
  explanation: (value) => value,
  evaluator: (value) => {
    const evaluator = boundEvaluator(value as Evaluator);
    return evaluator.name === undefined ? undefined : evaluator;
  },
});

/** `undefined` for what has no name, or neither a label nor a score. */
export function boundEvaluation(result: EvaluationResult): EvaluationResult | undefined {
  const bounded: Partial<EvaluationResult> = bound(result);
  const { name, label, score } = bounded;
  return name === undefined || (label === undefined && score === undefined) ? undefined : { ...bounded, name };
}
