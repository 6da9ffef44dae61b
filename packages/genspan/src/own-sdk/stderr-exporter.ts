import { writeSync } from 'node:fs';
import { ExportResultCode } from '@opentelemetry/core';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { PushExporter, TakeResult } from './push-exporter';

const stderr = 2;

/** `console` as exporter: one line of OTLP JSON per batch. OpenTelemetry's own writes to stdout, which belongs to the application. */
export class StderrExporter<Request> implements PushExporter<Request> {
  readonly #serializer: ISerializer<Request, unknown>;

  constructor(serializer: ISerializer<Request, unknown>) {
    this.#serializer = serializer;
  }

  export(request: Request, takeResult: TakeResult): void {
    const body = this.#serializer.serializeRequest(request);
    if (body !== undefined) writeLine(body);
    takeResult({ code: ExportResultCode.SUCCESS });
  }

  async shutdown(): Promise<void> {}
}

/** Before it returns, so that it also works at the exit of the process. */
export function writeLine(body: Uint8Array): void {
  try {
    writeSync(stderr, Buffer.concat([body, Buffer.from('\n')]));
  } catch {
    // A closed stderr is the application's choice.
  }
}
