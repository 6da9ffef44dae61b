import * as api from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capturePolicy, endedCall, noTelemetry, tracing } from '../../test/recorded-call';
import { createJsonLogRecorder } from './json-log';
import { pathOfProcess } from './json-log-target';
import type { Telemetry } from './recorder';
import { createSpanRecorder } from './span';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'genspan-log-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function logTo(path: string, telemetry: Telemetry = noTelemetry) {
  const warnings: string[] = [];
  const recorder = createJsonLogRecorder({ to: 'file', path }, { telemetry, serviceName: 'shop', warn: (text) => warnings.push(text) });
  if (recorder === undefined) throw new Error('a file target has a recorder');
  const written = () => readFileSync(pathOfProcess(path, process.pid), 'utf8').trimEnd().split('\n');
  return { recorder, warnings, lines: () => written().map((line) => JSON.parse(line)) };
}

test('the target off has no recorder', () => {
  expect(createJsonLogRecorder({ to: 'off' }, { telemetry: noTelemetry, warn: () => {} })).toBeUndefined();
});

test('each process has a file of its own beside the path, absolute from the start', () => {
  expect(pathOfProcess('/srv/calls.jsonl', 4711)).toBe('/srv/calls.4711.jsonl');
  expect(pathOfProcess('/srv/calls', 4711)).toBe('/srv/calls.4711');
  expect(pathOfProcess('calls.jsonl', 4711)).toBe(join(process.cwd(), 'calls.4711.jsonl'));
});

test('a call is one line that stands in the file before callEnded returns', () => {
  const { recorder, lines } = logTo(join(directory, 'calls.jsonl'));
  recorder.callEnded(endedCall());
  recorder.callEnded(endedCall({ operation: 'embeddings' }));
  expect(lines()).toMatchObject([
    { 'gen_ai.operation.name': 'chat', 'service.name': 'shop' },
    { 'gen_ai.operation.name': 'embeddings', 'service.name': 'shop' },
  ]);
});

test('nothing is created before the first call; then the directory is, and the file is for its owner only', () => {
  const { recorder } = logTo(join(directory, 'logs', 'calls.jsonl'));
  expect(existsSync(join(directory, 'logs'))).toBe(false);
  recorder.callEnded(endedCall());
  const [name = ''] = readdirSync(join(directory, 'logs'));
  expect(name).toBe(`calls.${process.pid}.jsonl`);
  expect(statSync(join(directory, 'logs', name)).mode & 0o777).toBe(0o600);
});

// Windows has no named pipes in its file system.
(process.platform === 'win32' ? describe.skip : describe)('where there are named pipes', () => {
  test('a pipe planted under the name of the log is not written to, and holds nobody', () => {
    const path = join(directory, 'calls.jsonl');
    execFileSync('mkfifo', [pathOfProcess(path, process.pid)]);
    const { recorder, warnings } = logTo(path);
    recorder.callEnded(endedCall());
    const reader = openSync(pathOfProcess(path, process.pid), constants.O_RDONLY | constants.O_NONBLOCK);
    recorder.callEnded(endedCall());
    expect(readSync(reader, Buffer.alloc(1))).toBe(0);
    closeSync(reader);
    expect(recorder.droppedLines()).toBe(2);
    expect(warnings).toHaveLength(1);
  });
});

// Only root can give files away, and Windows has no such owners.
(process.getuid?.() === 0 ? describe : describe.skip)('for root', () => {
  test('a file of somebody else under the name of the log is not written to', () => {
    const path = join(directory, 'calls.jsonl');
    const planted = pathOfProcess(path, process.pid);
    writeFileSync(planted, '');
    chownSync(planted, 65_534, 65_534);
    const { recorder, warnings } = logTo(path);
    recorder.callEnded(endedCall());
    expect(readFileSync(planted, 'utf8')).toBe('');
    expect(warnings).toEqual([expect.stringContaining('it is no file of this user')]);
  });
});

test('threads of one process append to one file without tearing lines', () => {
  const path = join(directory, 'calls.jsonl');
  const [first, second] = [logTo(path), logTo(path)];
  for (let count = 0; count < 50; count++) {
    first.recorder.callEnded(endedCall());
    second.recorder.callEnded(endedCall());
  }
  expect(first.lines()).toHaveLength(100);
});

test('a link planted under the guessable name is not followed', () => {
  const path = join(directory, 'calls.jsonl');
  const elsewhere = join(directory, 'elsewhere');
  symlinkSync(elsewhere, pathOfProcess(path, process.pid));
  const { recorder, warnings } = logTo(path);
  recorder.callEnded(endedCall());
  expect(existsSync(elsewhere)).toBe(false);
  expect(recorder.droppedLines()).toBe(1);
  expect(warnings).toEqual([expect.stringContaining('(ELOOP)')]);
});

test('a path that cannot be written warns once, counts, and leaves the application unharmed', () => {
  const { recorder, warnings } = logTo('/dev/null/calls.jsonl');
  recorder.callEnded(endedCall());
  recorder.callEnded(endedCall());
  expect(recorder.droppedLines()).toBe(2);
  expect(warnings).toHaveLength(1);
});

test('an unsampled call has its line, with the ids of the span that is not exported', () => {
  const { tracer, spans } = tracing(new AlwaysOffSampler());
  const telemetry = { ...noTelemetry, tracer: () => tracer };
  const { recorder, lines } = logTo(join(directory, 'calls.jsonl'), telemetry);
  const call = endedCall();
  const span = createSpanRecorder(telemetry, capturePolicy());
  span.callStarted?.(call);
  span.callEnded(call);
  recorder.callEnded(call);
  expect(spans()).toEqual([]);
  const { traceId, spanId } = call.span?.spanContext() ?? {};
  expect(lines()).toMatchObject([{ trace_id: traceId, span_id: spanId, trace_flags: '00' }]);
});

test('without a tracer a line belongs to the span the call was made in, if there is one', () => {
  const { recorder, lines } = logTo(join(directory, 'calls.jsonl'));
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: api.TraceFlags.SAMPLED };
  recorder.callEnded(endedCall({ parentContext: api.trace.setSpanContext(api.ROOT_CONTEXT, parent) }));
  recorder.callEnded(endedCall());
  const [inside, outside] = lines();
  expect(inside).toMatchObject({ trace_id: parent.traceId, span_id: parent.spanId });
  expect(outside).not.toHaveProperty('trace_id');
});
