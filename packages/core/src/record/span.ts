import type { Attributes, SpanKind, SpanOptions } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import type { CapturePolicy } from '../content/capture-policy';
import { addEndAttributes, addStartAttributes, isNamedLate, spanName } from './attributes';
import { addContentAsJson } from './content-attributes';
import { mcpAttributes } from './mcp-attributes';
import type { Recorder, StartedCall, Telemetry } from './recorder';

/** One span a call. An abandoned call is no error; the status is never set to OK: that is the application's to say. */
export function createSpanRecorder(telemetry: Telemetry, policy: CapturePolicy): Recorder {
  return {
    name: 'span',
    callStarted(call) {
      const tracer = telemetry.tracer();
      if (tracer === undefined || call.isOwnedByOther || call.outerTool !== undefined) return;
      const attributes: Attributes = {};
      addStartAttributes(attributes, call);
      const options: SpanOptions = { kind: kindOf(call, telemetry.api()), attributes, startTime: call.startTimeMs };
      if (call.linkedSpan !== undefined) options.links = [{ context: call.linkedSpan }];
      call.span = tracer.startSpan(spanName(call), options, call.parentContext);
    },
    callEnded(call) {
      const { span, outerTool, outcome } = call;
      if (outerTool?.span?.isRecording()) outerTool.span.setAttributes(mcpAttributes(call));
      if (span === undefined) return;
      if (span.isRecording()) {
        const attributes: Attributes = {};
        addEndAttributes(attributes, call);
        if (isNamedLate(call)) span.updateName(spanName(call));
        if (policy.onSpan) addContentAsJson(attributes, call.content);
        span.setAttributes(attributes);
        if (outcome.kind === 'failed') {
          const code = telemetry.api().SpanStatusCode.ERROR;
          const message = call.content.failureMessage;
          span.setStatus(message === undefined ? { code } : { code, message });
        }
      }
      span.end(call.endTimeMs);
    },
  };
}

function kindOf({ isInProcess, request }: StartedCall, { SpanKind: kinds }: Pick<typeof OpenTelemetryApi, 'SpanKind'>): SpanKind {
  if (request.mcp !== undefined) return request.mcp.role === 'server' ? kinds.SERVER : kinds.CLIENT;
  return isInProcess ? kinds.INTERNAL : kinds.CLIENT;
}
