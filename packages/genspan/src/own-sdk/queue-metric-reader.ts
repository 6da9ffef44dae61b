import { AggregationTemporality, InstrumentType, MetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { BatchQueue } from './batch-queue';
import type { OtelVariables } from './otel-variables';

export type TemporalityName = 'cumulative' | 'delta' | 'lowmemory';

export function readTemporality(variables: OtelVariables): TemporalityName {
  const name = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
  return variables.choice(name, ['cumulative', 'delta', 'lowmemory']) ?? 'cumulative';
}

export function readMetricInterval(variables: OtelVariables): number {
  return variables.count('OTEL_METRIC_EXPORT_INTERVAL') ?? 60_000;
}

/** Collects at an interval. The SDK's periodic reader holds the process by a timer while it exports; this one never does. */
export class QueueMetricReader extends MetricReader {
  readonly #queue: BatchQueue<ResourceMetrics>;
  readonly #intervalMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(queue: BatchQueue<ResourceMetrics>, intervalMs: number, temporality: TemporalityName) {
    super({ aggregationTemporalitySelector: (type) => selectTemporality(type, temporality) });
    this.#queue = queue;
    this.#intervalMs = intervalMs;
  }

  override onInitialized(): void {
    this.#timer = setInterval(() => void this.#collectOnce(), this.#intervalMs).unref();
  }

  override async onForceFlush(): Promise<void> {
    await this.#collectOnce();
    await this.#queue.flush();
  }

  override async onShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.onForceFlush();
    this.#queue.close();
  }

  async #collectOnce(): Promise<void> {
    try {
      const { resourceMetrics } = await this.collect();
      if (resourceMetrics.scopeMetrics.length > 0) this.#queue.add(resourceMetrics);
    } catch {
      // A collection that fails is one missing point; the next has its numbers.
    }
  }
}

/** The specification of the OTLP exporter says which instruments each preference turns to delta. */
function selectTemporality(type: InstrumentType, name: TemporalityName): AggregationTemporality {
  const isSynchronous = type === InstrumentType.COUNTER || type === InstrumentType.HISTOGRAM;
  const isDelta = name === 'delta' ? isSynchronous || type === InstrumentType.OBSERVABLE_COUNTER : name === 'lowmemory' && isSynchronous;
  return isDelta ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
}
