import type { MeterProvider } from '@opentelemetry/api';
import type { Registrable } from '../telemetry/own-globals';
import type { ShownDestination } from './destinations';
import type { Signal } from './signal-settings';

/** An OpenTelemetry SDK that runs but is registered nowhere. */
export interface OwnSdk extends Registrable {
  /** Ends before the rest where the application has metrics of its own. */
  readonly meterProvider: MeterProvider & { shutdown(): Promise<void> };
  /** Where each signal goes; empty when it is off. */
  readonly destinations: Readonly<Record<Signal, readonly ShownDestination[]>>;
  /** Spans and log records handed to the export so far: tells whether anything happened since a flush. */
  recordCount(): number;
  /** Stops our HTTP instrumentation; what other libraries wrapped around it stays. */
  disableHttpInstrumentation(): void;
  /**
   * Exports what waits, and the metrics as they are. Resolves when the endpoints have answered or cannot be reached, or after `timeoutMs`;
   * exports that are still under way go on. Keeps the process alive meanwhile. Never rejects.
   */
  flush(timeoutMs: number): Promise<void>;
  /**
   * For the `exit` event: sends the spans and log records that wait before it returns, within `timeoutMs`. Metrics are lost, they can
   * only be collected asynchronously, and so is what waits for gRPC.
   */
  flushAtExit(timeoutMs: number): void;
}
