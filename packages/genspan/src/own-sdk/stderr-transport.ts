import { writeSync } from 'node:fs';
import type { ExportAnswer, Transport } from './transport';

const stderr = 2;

/** `console` as exporter: one line of OTLP JSON per batch. To stderr, as stdout belongs to the application. */
export class StderrTransport implements Transport {
  send(body: Uint8Array): Promise<ExportAnswer> {
    writeLine(body);
    return Promise.resolve({ kind: 'accepted', body: new Uint8Array() });
  }

  abort(): void {}
}

/** Before it returns, so that it also works at the exit of the process. */
export function writeLine(body: Uint8Array): void {
  try {
    writeSync(stderr, Buffer.concat([body, Buffer.from('\n')]));
  } catch {
    // A closed stderr is the application's choice.
  }
}
