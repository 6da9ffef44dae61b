import type { Attributes } from '@opentelemetry/api';
import { addIdentityAttributes, addStartAttributes } from '../record/attributes';
import { callContext } from '../record/call-context';
import type { EndedCall, Telemetry } from '../record/recorder';
import type { EvaluationTarget } from './evaluation-result';

export function evaluationTarget(telemetry: Telemetry, call: EndedCall): EvaluationTarget {
  const attributes: Attributes = {};
  addStartAttributes(attributes, call);
  addIdentityAttributes(attributes, call);
  return { context: callContext(telemetry, call), attributes };
}
