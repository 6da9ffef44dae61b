import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { SpanData } from '../../../packages/adapter-testing/src';
import { type ApplicationResult, type ApplicationRun, runBetween, telemetryDirectory } from '../applications/run-between';

const sdkNode = telemetryDirectory('@opentelemetry/sdk-node');

/** The application that makes one call of each kind, under `genspan/register`. */
export function runCalls(run: Partial<ApplicationRun>): Promise<ApplicationResult> {
  return runBetween({
    application: 'backends',
    script: 'calls.cjs',
    flags: ['--require', 'genspan/register'],
    packages: {
      '@opentelemetry/api': telemetryDirectory('@opentelemetry/api'),
      '@opentelemetry/sdk-node': sdkNode,
      '@opentelemetry/sdk-trace': telemetryDirectory('@opentelemetry/sdk-trace'),
      // What the one of sdk-node depends on.
      '@opentelemetry/exporter-trace-otlp-http': join(realpathSync(sdkNode), '../exporter-trace-otlp-http'),
    },
    ...run,
    environment: {
      OTEL_SERVICE_NAME: 'shop',
      OTEL_RESOURCE_ATTRIBUTES: 'service.version=1.2.3,deployment.environment.name=staging',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      ...run.environment,
    },
  });
}

export interface RecordedCalls {
  readonly chat: SpanData;
  readonly stream: SpanData;
  readonly audio: SpanData;
  readonly embeddings: SpanData;
  readonly retrieval: SpanData;
  readonly moderation: SpanData;
  readonly failed: SpanData;
  readonly left: SpanData;
}

/** What has reached the collector, by what it was. */
export function recordedCalls({ collector }: ApplicationResult): RecordedCalls {
  const spans = collector.spans();
  const find = (name: string, fits: (attributes: SpanData['attributes']) => boolean = () => true): SpanData => {
    const found = spans.filter((span) => span.name.startsWith(name) && fits(span.attributes));
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} spans ${name} among ${spans.length}`);
    return found[0];
  };
  const chat = (outcome: string, isStream: boolean) =>
    find(
      'chat gpt-4o-mini',
      (attributes) => attributes['genspan.outcome'] === outcome && (attributes['gen_ai.request.stream'] === true) === isStream,
    );
  return {
    chat: chat('completed', false),
    stream: chat('completed', true),
    audio: find('chat gpt-4o-audio-preview'),
    embeddings: find('embeddings'),
    retrieval: find('retrieval'),
    moderation: find('moderation'),
    failed: chat('failed', false),
    left: chat('abandoned', true),
  };
}
