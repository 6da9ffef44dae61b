import { randomUUID } from 'node:crypto';
import type { SinkName, SinkSettings } from '../../config/sink-settings';
import { suppressTracingKey } from '../../context/request-context';
import type { Recorder, Telemetry } from '../../record/recorder';
import { version } from '../../version';
import { langfuseSink } from './langfuse-sink';
import { langsmithSink } from './langsmith-sink';
import { phoenixSink } from './phoenix-sink';
import { postJson } from './post-json';
import type { ScoreSink } from './score-sink';
import { SinkQueue } from './sink-queue';

export interface SinkRecorderOptions {
  readonly telemetry: Telemetry;
  /** Takes one sentence for the user. */
  warn(sentence: string): void;
  onLost(reason: 'sink_failed' | 'sink_queue_full', count: number): void;
  /** Told what was thrown where nothing should be. */
  onError(error: unknown): void;
  /** Awaited before what waits is sent: by whomever makes evaluations. */
  beforeFlush?(): Promise<void>;
}

/** A new one is a file here and a line here. */
const sinks: Readonly<Record<SinkName, ScoreSink>> = { langfuse: langfuseSink, langsmith: langsmithSink, phoenix: phoenixSink };
const requestLimitMs = 10_000;
const sampledFlag = 1;

/**
 * Hands what users and judges say of calls to products that do not take it from OpenTelemetry. Signals of genspan's own stay out: there is one at
 * nearly every call. So do calls without a sampled span, which those products do not have.
 */
export function createSinkRecorder(settings: readonly SinkSettings[], options: SinkRecorderOptions): Recorder | undefined {
  if (settings.length === 0) return undefined;
  const queues = settings.map((sink) => createQueue(sink, options));
  return {
    name: 'sink',
    isDeferred: true,
    callEnded() {},
    evaluationRecorded({ target, result, timeMs }) {
      if (result.evaluator === undefined) return;
      const span = options.telemetry.api().trace.getSpanContext(target.context);
      if (span === undefined || (span.traceFlags & sampledFlag) === 0) return;
      const { traceId, spanId } = span;
      const score = { ...result, evaluator: result.evaluator, id: randomUUID(), traceId, spanId, timeMs };
      for (const queue of queues) queue.add(score);
    },
    async flush() {
      await options.beforeFlush?.();
      await Promise.all(queues.map((queue) => queue.flush()));
    },
  };
}

function createQueue({ name, baseUrl, headers }: SinkSettings, { telemetry, warn, onLost, onError }: SinkRecorderOptions): SinkQueue {
  const allHeaders = { ...headers, 'user-agent': `genspan/${version}` };
  return new SinkQueue({
    sink: sinks[name],
    onError,
    post(path, body) {
      const { context, ROOT_CONTEXT } = telemetry.api();
      // No span and no header of tracing: it is no request of the application's.
      const untraced = ROOT_CONTEXT.setValue(suppressTracingKey, true);
      return context.with(untraced, () => postJson(baseUrl + path, allHeaders, body, requestLimitMs));
    },
    onLost(reason, count, status) {
      onLost(reason === 'queue_full' ? 'sink_queue_full' : reason, count);
      warn(`genspan: evaluations for ${name} are lost: ${describeLoss(reason, status)}.`);
    },
  });
}

function describeLoss(reason: 'queue_full' | 'sink_failed', status: number | undefined): string {
  if (reason === 'queue_full') return 'more of them come than it takes';
  if (status === undefined) return 'it cannot be reached';
  const isKey = status === 401 || status === 403;
  return `it answers with status ${status}${isKey ? '; check its key' : ''}`;
}
