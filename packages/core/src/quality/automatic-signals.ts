import type { EndedCall } from '../record/recorder';
import type { EvaluationResult } from './evaluation-result';

/** What a call tells of its own quality, without anybody asking. */
export function describeSignals(call: EndedCall): readonly EvaluationResult[] {
  return call.response.evaluations ?? [];
}
