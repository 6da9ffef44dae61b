/** Calls as the lifecycle hands them to a recorder, and real OpenTelemetry SDKs that keep what they are given in memory. */
import * as api from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type Sampler } from '@opentelemetry/sdk-trace';
import type { CapturePolicy } from '../src/content/capture-policy';
import type { CapturedContent, SafeJson, SafeText } from '../src/content/captured-content';
import type { McpFacts } from '../src/facts';
import type { EndedCall, StartedCall, Telemetry } from '../src/record/recorder';

export const startTimeMs = 1_800_000_000_000;

export function startedCall(changes: Partial<StartedCall> = {}): StartedCall {
  return {
    operation: 'chat',
    provider: 'openai',
    providerSource: 'host',
    serverAddress: 'api.openai.com',
    serverPort: 443,
    request: { model: 'gpt-5' },
    startTimeMs,
    parentContext: api.ROOT_CONTEXT,
    scopeAttributes: {},
    ...changes,
  };
}

/** A chat of one and a half seconds that ended well. */
export function endedCall(changes: Partial<EndedCall> = {}): EndedCall {
  return {
    ...startedCall(),
    outcome: { kind: 'completed' },
    endTimeMs: startTimeMs + 1_500,
    durationSeconds: 1.5,
    resendCount: 0,
    httpStatus: 200,
    response: { id: 'resp_1', model: 'gpt-5-2026', finishReasons: ['stop'], usage: { inputTokens: 100, outputTokens: 20 } },
    content: { mode: 'off' },
    ...changes,
  };
}

/** The attributes of `endedCall()` that every signal carries; those of the start first. */
export const startAttributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-5',
  'server.address': 'api.openai.com',
  'server.port': 443,
};
export const endAttributes = {
  'gen_ai.response.id': 'resp_1',
  'gen_ai.response.model': 'gpt-5-2026',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 100,
  'gen_ai.usage.output_tokens': 20,
  'genspan.provider.source': 'host',
  'genspan.outcome': 'completed',
  'http.response.status_code': 200,
};

/** As the content stage would make it: tests of recorders stand behind the redactor. */
export function safeText(text: string): SafeText {
  return text as SafeText;
}

export function safeJson(value: unknown): SafeJson {
  return { value, json: JSON.stringify(value) } as SafeJson;
}

export const redactedContent: CapturedContent = {
  mode: 'redacted',
  instructions: safeJson([{ type: 'text', content: 'Be brief.' }]),
  inputMessages: safeJson([{ role: 'user', parts: [{ type: 'text', content: 'Mail [EMAIL]' }] }]),
  outputMessages: safeJson([{ role: 'assistant', parts: [{ type: 'text', content: 'Done.' }], finish_reason: 'stop' }]),
  toolDefinitions: safeJson([{ type: 'function', name: 'mail' }]),
  inputHash: 'sha256:in',
  outputHash: 'sha256:out',
};

/** Every fact there is, so that every attribute appears. Some never meet in one real call. */
export function fullCall(changes: Partial<EndedCall> = {}): EndedCall {
  return endedCall({
    request: {
      model: 'gpt-5',
      stream: true,
      maxTokens: 512,
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      stopSequences: ['END'],
      seed: 7,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      choiceCount: 2,
      outputType: 'json',
      reasoningLevel: 'high',
      previousResponseId: 'resp_0',
      conversationId: 'conv_1',
      serviceTier: 'flex',
      encodingFormats: ['float'],
      dimensionCount: 256,
      agentName: 'support',
      dataSourceId: 'vs_1',
      retrievalTopK: 5,
      guardrailId: 'gr-1',
      guardrailVersion: '2',
      knowledgeBaseId: 'kb-1',
      streamCursor: '12',
      openaiApiType: 'responses',
      streamUsageRequested: true,
    },
    timeToFirstChunkSeconds: 0.25,
    resendCount: 1,
    response: {
      id: 'resp_1',
      model: 'gpt-5-2026',
      finishReasons: ['stop', 'length'],
      usage: {
        inputTokens: 100,
        outputTokens: 60,
        cacheReadInputTokens: 30,
        cacheWriteInputTokens: 10,
        cacheWriteOneHourInputTokens: 5,
        reasoningOutputTokens: 15,
        textInputTokens: 50,
        imageInputTokens: 20,
        audioInputTokens: 10,
        textOutputTokens: 40,
        imageOutputTokens: 8,
        audioOutputTokens: 12,
        audioCacheReadInputTokens: 4,
      },
      serviceTier: 'default',
      systemFingerprint: 'fp_1',
      status: 'completed',
      agentId: 'agent_1',
      conversationCompacted: true,
    },
    promptFingerprint: '9c56cc51b374c3ba',
    isPromptFingerprintUnstable: true,
    configHash: '2c26b46b68ffc68f',
    cost: { totalUsd: 0.003, inputUsd: 0.001, outputUsd: 0.002, source: 'genai-prices@0.1.8' },
    content: {
      ...redactedContent,
      retrievalQuery: safeText('opening hours'),
      retrievalDocuments: safeJson([{ id: 'doc_1', score: 0.9 }]),
      truncated: true,
    },
    ...changes,
  });
}

export const mcp: McpFacts = {
  role: 'client',
  methodName: 'tools/call',
  requestId: '7',
  sessionId: 'session_1',
  protocolVersion: '2025-11-25',
  networkTransport: 'tcp',
  networkProtocolName: 'http',
  serverAddress: 'tools.example',
  serverPort: 443,
};

/** A call of a tool over the Model Context Protocol, as its client sees it. */
export function mcpToolCall(changes: Partial<EndedCall> = {}): EndedCall {
  const {
    provider: _provider,
    providerSource: _source,
    serverAddress: _address,
    serverPort: _port,
    httpStatus: _status,
    ...call
  } = endedCall();
  return { ...call, operation: 'execute_tool', isInProcess: true, request: { toolName: 'weather', mcp }, response: {}, ...changes };
}

export const failedOutcome = { kind: 'failed', failure: { type: 'rate_limit_exceeded' }, exceptionType: 'RateLimitError' } as const;

export function capturePolicy(changes: Partial<CapturePolicy> = {}): CapturePolicy {
  return { mode: 'redacted', onSpan: true, onEvent: false, maxPartCharacters: 65_536, maxCallCharacters: 262_144, ...changes };
}

/** Handles that lead nowhere, to be completed by a test with the signals it is about. */
export const noTelemetry: Telemetry = { api: () => api, tracer: () => undefined, meter: () => undefined, logger: () => undefined };

export function tracing(sampler?: Sampler) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })], ...(sampler && { sampler }) });
  return { tracer: provider.getTracer('genspan'), spans: () => exporter.getFinishedSpans() };
}

export function logging() {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  return { logger: provider.getLogger('genspan'), records: () => exporter.getFinishedLogRecords() };
}

export interface MeasuredPoint {
  readonly attributes: api.Attributes;
  /** A counter's sum, or a histogram's count and sum. */
  readonly value: unknown;
}

export function metering() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const collect = async () => {
    exporter.reset();
    await reader.forceFlush();
    return exporter.getMetrics().flatMap((resource) => resource.scopeMetrics.flatMap((scope) => scope.metrics));
  };
  /** Points by metric name. */
  const points = async (): Promise<Record<string, MeasuredPoint[]>> => {
    const metrics = await collect();
    return Object.fromEntries(metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(describePoint)]));
  };
  return { meter: provider.getMeter('genspan'), collect, points, shutdown: () => provider.shutdown() };
}

function describePoint({ attributes, value }: { attributes: api.Attributes; value: unknown }): MeasuredPoint {
  const histogram = value as { count?: number; sum?: number };
  return { attributes, value: typeof value === 'object' ? { count: histogram.count, sum: histogram.sum } : value };
}
