import type { SpanContext } from '@opentelemetry/api';
import { ATTR_SERVICE_NAME } from '../semconv/core-conventions';
import { ATTR_GENSPAN_DURATION_SECONDS, EVENT_GENSPAN_CALL } from '../semconv/own';
import { addEndAttributes, addStartAttributes } from './attributes';
import { addTexts, forEachStructured } from './content-attributes';
import { addException } from './event';
import type { EndedCall } from './recorder';
import { setKnown } from './set-known';

export interface LineIdentity {
  readonly serviceName?: string | undefined;
  /** Of the call's span; where there is none, of the span the call was made in. */
  readonly spanContext?: SpanContext | undefined;
}

/** One call as one line of JSON, without its line break. Fields: `schema/call-log-line.schema.json` of the package `genspan`. */
export function describeLine(call: EndedCall, { serviceName, spanContext }: LineIdentity): string {
  const line: Record<string, unknown> = {
    timestamp: new Date(call.endTimeMs).toISOString(),
    severity: call.outcome.kind === 'failed' ? 'WARN' : 'INFO',
    event_name: EVENT_GENSPAN_CALL,
  };
  setKnown(line, ATTR_SERVICE_NAME, serviceName);
  if (spanContext !== undefined) {
    line['trace_id'] = spanContext.traceId;
    line['span_id'] = spanContext.spanId;
    line['trace_flags'] = spanContext.traceFlags.toString(16).padStart(2, '0');
  }
  addStartAttributes(line, call);
  addEndAttributes(line, call);
  line[ATTR_GENSPAN_DURATION_SECONDS] = call.durationSeconds;
  addException(line, call);
  addTexts(line, call.content);
  return withContent(JSON.stringify(line), call);
}

/** Content is serialised already; doing it again would cost as much as all the rest of the line. */
function withContent(json: string, call: EndedCall): string {
  let fields = '';
  forEachStructured(call.content, (name, structured) => (fields += `,"${name}":${structured.json}`));
  return fields === '' ? json : `${json.slice(0, -1)}${fields}}`;
}
