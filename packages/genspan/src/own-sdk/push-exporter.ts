import type { ExportResult } from '@opentelemetry/core';

export type TakeResult = (result: ExportResult) => void;

/** What the exporters of the three signals have in common. */
export interface PushExporter<Request> {
  export(request: Request, takeResult: TakeResult): void;
  shutdown(): Promise<void>;
}
