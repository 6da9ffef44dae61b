import type { Attributes } from '@opentelemetry/api';
import type { CapturePolicy } from '../content/capture-policy';
import { addEndAttributes, addStartAttributes, spanName } from './attributes';
import { addContentAsJson } from './content-attributes';
import type { Recorder, Telemetry } from './recorder';

/** One span a call, CLIENT or, where the work runs in this process, INTERNAL. An abandoned call is no error; the status is never set to OK: that is the application's to say. */
export function createSpanRecorder(telemetry: Telemetry, policy: CapturePolicy): Recorder {
  return {
    name: 'span',
    callStarted(call) {
      const tracer = telemetry.tracer();
      if (tracer === undefined || call.isOwnedByOther) return;
      const attributes: Attributes = {};
      addStartAttributes(attributes, call);
      const { SpanKind } = telemetry.api();
      const kind = call.isInProcess ? SpanKind.INTERNAL : SpanKind.CLIENT;
      call.span = tracer.startSpan(spanName(call), { kind, attributes, startTime: call.startTimeMs }, call.parentContext);
    },
    callEnded(call) {
      const { span, outcome } = call;
      if (span === undefined) return;
      if (span.isRecording()) {
        const attributes: Attributes = {};
        addEndAttributes(attributes, call);
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
