import { ATTR_GENSPAN_EVALUATIONS_LOST_REASON, METRIC_GENSPAN_EVALUATIONS_LOST } from '../semconv/own';
import { createCounter, instrumentsBy } from './metric-instruments';
import type { Telemetry } from './recorder';

export type LostReason = 'evaluator_failed' | 'evaluator_timeout' | 'evaluator_queue_full' | 'sink_failed' | 'sink_queue_full';

/** Counts judgements that nobody made, or that did not arrive where they were sent. */
export function createLostEvaluations(telemetry: Telemetry): (reason: LostReason, count?: number) => void {
  const counterNow = instrumentsBy(telemetry, (meter) => createCounter(meter, METRIC_GENSPAN_EVALUATIONS_LOST));
  return (reason, count = 1) => counterNow()?.add(count, { [ATTR_GENSPAN_EVALUATIONS_LOST_REASON]: reason });
}
