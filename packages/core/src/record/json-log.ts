import type { SpanContext } from '@opentelemetry/api';
import type { LogTarget } from '../config/settings';
import { describeLine } from './json-log-line';
import { processState } from '../patch/process-state';
import { createJsonLogTarget } from './json-log-target';
import type { LineWriter } from './line-writer';
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

/** One line of JSON a call, requests of the Model Context Protocol that are no tool calls of their own apart, sampled or not, written before `callEnded` returns; `undefined` for the target `off`. */
export function createJsonLogRecorder(target: LogTarget, options: JsonLogOptions): JsonLogRecorder | undefined {
  if (target.to === 'off') return undefined;
  const { telemetry, serviceName } = options;
  const writer = createJsonLogTarget(target, (message) => options.warn(message));
  let standIn: LineWriter | undefined;
  const currentWriter = (): LineWriter => {
    if (target.to !== 'stdout' || processState().isStdoutTaken !== true) return writer;
    if (standIn === undefined) {
      standIn = createJsonLogTarget({ to: 'stderr' }, (message) => options.warn(message));
      options.warn('genspan: stdout belongs to an MCP server in this process; the lines of GENSPAN_LOG=stdout go to stderr.');
    }
    return standIn;
  };
  return {
    name: 'json-log',
    isDeferred: true,
    callEnded(call) {
      if (call.operation === 'mcp_request' || call.outerTool !== undefined) return;
      currentWriter().write(describeLine(call, { serviceName, spanContext: traceOf(telemetry, call) }));
    },
    flush: async () => {
      await Promise.all([writer.flush(), standIn?.flush()]);
    },
    droppedLines: () => writer.droppedLines + (standIn?.droppedLines ?? 0),
  };
}

function traceOf(telemetry: Telemetry, call: EndedCall): SpanContext | undefined {
  const api = telemetry.api();
  const spanContext = call.span?.spanContext() ?? api.trace.getSpanContext(call.parentContext);
  return spanContext !== undefined && api.isSpanContextValid(spanContext) ? spanContext : undefined;
}
