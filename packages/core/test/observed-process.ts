/** A genspan at work, as `feedback`, `evaluate` and their like find it in the state of the process, with what it records kept in memory. */
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { assemblePipeline } from '../src/assemble-pipeline';
import { readSettings } from '../src/config/settings';
import { startCall } from '../src/call/start-call';
import { defineOperation, type OperationName } from '../src/adapter';
import { processState } from '../src/patch/process-state';
import type { Pipeline } from '../src/pipeline';
import type { RecordedEvaluation } from '../src/quality/evaluation-result';
import { noTelemetry } from './recorded-call';

export interface ObservedProcess {
  readonly pipeline: Pipeline;
  readonly evaluations: RecordedEvaluation[];
  readonly warnings: string[];
  /** One call of a model from start to end, in the context of the caller. */
  call(answer?: { readonly id?: string; readonly text?: string }, operation?: OperationName): void;
  stop(): Promise<void>;
}

export const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: new InMemorySpanExporter() })] });
const tracer = tracerProvider.getTracer('application');

export function observeProcess(environment: Readonly<Record<string, string>> = {}): ObservedProcess {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const evaluations: RecordedEvaluation[] = [];
  const warnings: string[] = [];
  const warn = (sentence: string): void => void warnings.push(sentence);
  const pipeline = assemblePipeline({
    settings: readSettings(environment, { mode: 'redacted' }).settings,
    telemetry: { ...noTelemetry, tracer: () => tracer },
    warn,
  });
  const { recordEvaluation } = pipeline;
  pipeline.recordEvaluation = (target, result, timeMs = 0) => {
    evaluations.push({ target, result, timeMs });
    recordEvaluation.call(pipeline, target, result, timeMs);
  };
  const state = processState();
  state.distribution = { flush: async () => {}, pipeline: () => pipeline, modules: [] };
  state.scopes = { api: () => api, sendsBaggage: () => false, warn };
  return {
    pipeline,
    evaluations,
    warnings,
    call({ id = 'resp_1', text = 'Hello' } = {}, name = 'chat') {
      const operation = defineOperation({
        name,
        target: { route: 'POST /chat' },
        describeRequest: () => ({ model: 'gpt-5' }),
        describeResponse: () => ({ id, model: 'gpt-5-2026' }),
        describeInput: () => ({ messages: [{ role: 'user', parts: [{ type: 'text', content: 'I am jane@example.com' }] }] }),
        describeOutput: () => ({ messages: [{ role: 'assistant', parts: [{ type: 'text', content: text }], finish_reason: 'stop' }] }),
      });
      const started = startCall(pipeline, {
        operation,
        request: { body: {} },
        parentContext: api.context.active(),
        startTimeMs: Date.now(),
        startTick: performance.now(),
      });
      started.complete({});
    },
    async stop() {
      await pipeline.flush();
      state.distribution = undefined;
      state.scopes = undefined;
      state.evaluators = undefined;
      state.untoldWarnings = undefined;
      api.context.disable();
    },
  };
}

/** Runs `work` as an HTTP server's instrumentation runs the handler of a request. */
export function inRequest<Result>(work: () => Result): Result {
  return api.context.with(api.trace.setSpan(api.ROOT_CONTEXT, tracer.startSpan('GET /')), work);
}
