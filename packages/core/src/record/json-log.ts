import type { SpanContext } from '@opentelemetry/api';
import type { LogTarget } from '../config/settings';
import { describeLine } from './json-log-line';
import { createJsonLogTarget } from './json-log-target';
import type { EndedCall, Recorder, Telemetry } from './recorder';

export interface JsonLogOptions {
  readonly telemetry: Telemetry;
  /** `service.name` of each line. */
  readonly serviceName?: string | undefined;
  /** Told once, in a sentence, when lines cannot be written. */
  warn(message: string): void;
}

export interface JsonLogRecorder extends Recorder {
  /** Lines that could not be written so far. */
  droppedLines(): number;
}

/** One line of JSON a call, sampled or not, written before `callEnded` returns; `undefined` for the target `off`. */
export function createJsonLogRecorder(target: LogTarget, options: JsonLogOptions): JsonLogRecorder | undefined {
  if (target.to === 'off') return undefined;
  const { telemetry, serviceName } = options;
  const writer = createJsonLogTarget(target, (message) => options.warn(message));
  return {
    name: 'json-log',
    isDeferred: true,
    callEnded(call) {
      writer.write(describeLine(call, { serviceName, spanContext: traceOf(telemetry, call) }));
    },
    flush: () => writer.flush(),
    droppedLines: () => writer.droppedLines,
  };
}

function traceOf(telemetry: Telemetry, call: EndedCall): SpanContext | undefined {
  const api = telemetry.api();
  const spanContext = call.span?.spanContext() ?? api.trace.getSpanContext(call.parentContext);
  return spanContext !== undefined && api.isSpanContextValid(spanContext) ? spanContext : undefined;
}
