import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_EVALUATION_NAME,
  ATTR_GEN_AI_EVALUATION_SCORE_LABEL,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
} from '../semconv/generated';
import { ATTR_GENSPAN_EVALUATION_REASON, METRIC_GENSPAN_EVALUATION_SCORE, METRIC_GENSPAN_EVALUATIONS } from '../semconv/own';
import { createCounter, createHistogram, instrumentsBy } from './metric-instruments';
import type { Recorder, Telemetry } from './recorder';
import { setKnown } from './set-known';

/** Of all that a target tells, what has few values. */
const targetNames = [ATTR_GEN_AI_OPERATION_NAME, ATTR_GEN_AI_PROVIDER_NAME, ATTR_GEN_AI_REQUEST_MODEL];

/** How often something was judged, and how well. */
export function createEvaluationMetricsRecorder(telemetry: Telemetry): Recorder {
  const instrumentsNow = instrumentsBy(telemetry, (meter) => ({
    evaluations: createCounter(meter, METRIC_GENSPAN_EVALUATIONS),
    score: createHistogram(meter, METRIC_GENSPAN_EVALUATION_SCORE),
  }));
  return {
    name: 'evaluation-metrics',
    isDeferred: true,
    callEnded() {},
    evaluationRecorded({ target, result }) {
      // A process that judges nothing has none.
      const instruments = instrumentsNow();
      if (instruments === undefined) return;
      const attributes: Attributes = { [ATTR_GEN_AI_EVALUATION_NAME]: result.name };
      setKnown(attributes, ATTR_GEN_AI_EVALUATION_SCORE_LABEL, result.label);
      setKnown(attributes, ATTR_GENSPAN_EVALUATION_REASON, result.reason);
      for (const name of targetNames) setKnown(attributes, name, target.attributes[name]);
      instruments.evaluations.add(1, attributes, target.context);
      if (result.score !== undefined) instruments.score.record(result.score, attributes, target.context);
    },
  };
}
