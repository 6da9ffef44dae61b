import type { Attributes, Context } from '@opentelemetry/api';
import type { CapturePolicy } from '../content/capture-policy';
import {
  ATTR_ERROR_TYPE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_EXCEPTION_TYPE,
  EVENT_GEN_AI_CLIENT_INFERENCE_OPERATION_DETAILS,
  EVENT_GEN_AI_CLIENT_OPERATION_EXCEPTION,
  EVENT_GEN_AI_EVALUATION_RESULT,
  EVENT_GEN_AI_EXECUTE_TOOL_EXCEPTION,
} from '../semconv/generated';
import { ATTR_GENSPAN_DURATION_SECONDS } from '../semconv/own';
import { addEndAttributes, addIdentityAttributes, addStartAttributes } from './attributes';
import { callContext } from './call-context';
import { addContentAsObjects } from './content-attributes';
import { evaluationAttributes } from './evaluation-attributes';
import { groupOf } from './operation-group';
import type { EndedCall, Recorder, Telemetry } from './recorder';
import { setKnown } from './set-known';

// Values of the API's `SeverityNumber`, which API 1.9 does not have.
const severityDebug = 5;
const severityInfo = 9;
const severityWarn = 13;

/** The conventions' log events: details of each inference, each evaluation, and the exception of each call that failed. */
export function createEventRecorder(telemetry: Telemetry, policy: CapturePolicy): Recorder {
  return {
    name: 'event',
    isDeferred: true,
    callEnded(call) {
      const occasion = { context: callContext(telemetry, call), timeMs: call.endTimeMs };
      if (groupOf(call) === 'inference' && !call.hasInnerCall) {
        const details = { ...occasion, severityNumber: severityDebug };
        emit(telemetry, EVENT_GEN_AI_CLIENT_INFERENCE_OPERATION_DETAILS, details, () => detailsAttributes(call, policy));
      }
      const eventName = exceptionEventOf(call);
      if (eventName !== undefined)
        emit(telemetry, eventName, { ...occasion, severityNumber: severityWarn }, () => exceptionAttributes(call));
    },
    evaluationRecorded(evaluation) {
      const occasion = { context: evaluation.target.context, timeMs: evaluation.timeMs, severityNumber: severityInfo };
      emit(telemetry, EVENT_GEN_AI_EVALUATION_RESULT, occasion, () => evaluationAttributes(evaluation));
    },
  };
}

/** One event an exception: agents and workflows only pass on that of a call they made, and a request of a protocol has no event. */
function exceptionEventOf(call: EndedCall): string | undefined {
  if (call.outcome.kind !== 'failed' || call.hasInnerCall) return undefined;
  const group = groupOf(call);
  if (group === 'mcp') return undefined;
  if (group === 'tool') return EVENT_GEN_AI_EXECUTE_TOOL_EXCEPTION;
  return call.isInProcess ? undefined : EVENT_GEN_AI_CLIENT_OPERATION_EXCEPTION;
}

interface EventOccasion {
  readonly context: Context;
  readonly timeMs: number;
  readonly severityNumber: number;
}

function emit(telemetry: Telemetry, eventName: string, occasion: EventOccasion, describe: () => Attributes): void {
  const logger = telemetry.logger();
  if (logger === undefined) return;
  const { context, timeMs: timestamp, severityNumber } = occasion;
  // Loggers older than API 1.10 have no `enabled`.
  if (logger.enabled?.({ context, severityNumber, eventName }) === false) return;
  logger.emit({ eventName, severityNumber, timestamp, context, attributes: describe() });
}

function detailsAttributes(call: EndedCall, policy: CapturePolicy): Attributes {
  const attributes: Attributes = {};
  addStartAttributes(attributes, call);
  addEndAttributes(attributes, call);
  attributes[ATTR_GENSPAN_DURATION_SECONDS] = call.durationSeconds;
  if (policy.onEvent) addContentAsObjects(attributes, call.content);
  return attributes;
}

function exceptionAttributes(call: EndedCall): Attributes {
  const attributes: Attributes = {};
  addStartAttributes(attributes, call);
  addIdentityAttributes(attributes, call);
  addException(attributes, call);
  return attributes;
}

/** Message and stack may quote the prompt: they come from captured content only. */
export function addException(attributes: Attributes, { outcome, content }: EndedCall): void {
  if (outcome.kind !== 'failed') return;
  attributes[ATTR_ERROR_TYPE] = outcome.failure.type;
  // A failure told inside a stream has no exception class; one of type and message must be there.
  attributes[ATTR_EXCEPTION_TYPE] = outcome.exceptionType ?? outcome.failure.type;
  setKnown(attributes, ATTR_EXCEPTION_MESSAGE, content.failureMessage);
  setKnown(attributes, ATTR_EXCEPTION_STACKTRACE, content.failureStack);
}
