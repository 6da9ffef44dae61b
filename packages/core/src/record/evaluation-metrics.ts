import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_EVALUATION_NAME,
  ATTR_GEN_AI_EVALUATION_SCORE_LABEL,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
} from '../semconv/generated';
import { ATTR_GENSPAN_EVALUATION_REASON, METRIC_GENSPAN_EVALUATION_SCORE, METRIC_GENSPAN_EVALUATIONS } from '../semconv/own';
import { createCounter, createHistogram } from './metric-instruments';
import type { Recorder, Telemetry } from './recorder';
import { setKnown } from './set-known';

interface Instruments {
  readonly evaluations: Counter;
  readonly score: Histogram;
}

/** Of all that a target tells, what has few values. */
const targetNames = [ATTR_GEN_AI_OPERATION_NAME, ATTR_GEN_AI_PROVIDER_NAME, ATTR_GEN_AI_REQUEST_MODEL];

/** How often something was judged, and how well. */
export function createEvaluationMetricsRecorder(telemetry: Telemetry): Recorder {
  // The application may register its provider at any time; from then on the meter is another. A process that judges nothing has no instruments.
  const instrumentsOf = new WeakMap<Meter, Instruments>();
  return {
    name: 'evaluation-metrics',
    isDeferred: true,
    callEnded() {},
    evaluationRecorded({ target, result }) {
      const meter = telemetry.meter();
      if (meter === undefined) return;
      let instruments = instrumentsOf.get(meter);
      if (instruments === undefined) {
        instruments = {
          evaluations: createCounter(meter, METRIC_GENSPAN_EVALUATIONS),
          score: createHistogram(meter, METRIC_GENSPAN_EVALUATION_SCORE),
        };
        instrumentsOf.set(meter, instruments);
      }
      const attributes: Attributes = { [ATTR_GEN_AI_EVALUATION_NAME]: result.name };
      setKnown(attributes, ATTR_GEN_AI_EVALUATION_SCORE_LABEL, result.label);
      setKnown(attributes, ATTR_GENSPAN_EVALUATION_REASON, result.reason);
      for (const name of targetNames) setKnown(attributes, name, target.attributes[name]);
      instruments.evaluations.add(1, attributes, target.context);
      if (result.score !== undefined) instruments.score.record(result.score, attributes, target.context);
    },
  };
}
