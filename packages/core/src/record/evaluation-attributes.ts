import type { Attributes } from '@opentelemetry/api';
import type { RecordedEvaluation } from '../quality/evaluation-result';
import {
  ATTR_GEN_AI_EVALUATION_EXPLANATION,
  ATTR_GEN_AI_EVALUATION_NAME,
  ATTR_GEN_AI_EVALUATION_SCORE_LABEL,
  ATTR_GEN_AI_EVALUATION_SCORE_VALUE,
} from '../semconv/generated';
import {
  ATTR_GENSPAN_EVALUATION_REASON,
  ATTR_GENSPAN_EVALUATOR_MODEL,
  ATTR_GENSPAN_EVALUATOR_NAME,
  ATTR_GENSPAN_EVALUATOR_VERSION,
} from '../semconv/own';
import { setKnown } from './set-known';

/** The same on event and log line: what was judged, and the judgement. */
export function evaluationAttributes({ target, result }: RecordedEvaluation): Attributes {
  const attributes: Attributes = { ...target.attributes, [ATTR_GEN_AI_EVALUATION_NAME]: result.name };
  setKnown(attributes, ATTR_GEN_AI_EVALUATION_SCORE_LABEL, result.label);
  setKnown(attributes, ATTR_GEN_AI_EVALUATION_SCORE_VALUE, result.score);
  setKnown(attributes, ATTR_GENSPAN_EVALUATION_REASON, result.reason);
  setKnown(attributes, ATTR_GEN_AI_EVALUATION_EXPLANATION, result.explanation);
  setKnown(attributes, ATTR_GENSPAN_EVALUATOR_NAME, result.evaluator?.name);
  setKnown(attributes, ATTR_GENSPAN_EVALUATOR_VERSION, result.evaluator?.version);
  setKnown(attributes, ATTR_GENSPAN_EVALUATOR_MODEL, result.evaluator?.model);
  return attributes;
}
