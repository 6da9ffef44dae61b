import type { Counter, Meter } from '@opentelemetry/api';
import { ATTR_GENSPAN_EVALUATIONS_LOST_REASON, METRIC_GENSPAN_EVALUATIONS_LOST } from '../semconv/own';
import { createCounter } from './metric-instruments';
import type { Telemetry } from './recorder';

export type LostReason = 'evaluator_failed' | 'evaluator_timeout' | 'evaluator_queue_full' | 'sink_failed' | 'sink_queue_full';

/** Counts judgements that nobody made, or that did not arrive where they were sent. */
export function createLostEvaluations(telemetry: Telemetry): (reason: LostReason, count?: number) => void {
  // The application may register its provider at any time; from then on the meter is another.
  const counters = new WeakMap<Meter, Counter>();
  return (reason, count = 1) => {
    const meter = telemetry.meter();
    if (meter === undefined) return;
    let counter = counters.get(meter);
    if (counter === undefined) counters.set(meter, (counter = createCounter(meter, METRIC_GENSPAN_EVALUATIONS_LOST)));
    counter.add(count, { [ATTR_GENSPAN_EVALUATIONS_LOST_REASON]: reason });
  };
}
