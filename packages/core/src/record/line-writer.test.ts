import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineWriter } from './line-writer';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'genspan-writer-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function writerTo(open: () => number) {
  const warnings: string[] = [];
  return { writer: new LineWriter({ name: 'the test', open, warn: (message) => warnings.push(message) }), warnings };
}

test('a line is written before write returns', () => {
  const path = join(directory, 'lines');
  const { writer, warnings } = writerTo(() => openSync(path, 'a'));
  writer.write('{"a":1}');
  writer.write('{"b":"ä"}');
  expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b":"ä"}\n');
  expect([writer.droppedLines, warnings]).toEqual([0, []]);
});

test('what cannot be opened is told once, counted, and tried again', () => {
  const path = join(directory, 'lines');
  let mended = false;
  const { writer, warnings } = writerTo(() => openSync(mended ? path : join(directory, 'missing', 'lines'), 'a'));
  writer.write('1');
  writer.write('2');
  expect(writer.droppedLines).toBe(2);
  expect(warnings).toEqual(['genspan: GENSPAN_LOG cannot be written to the test (ENOENT); calls go unlogged until it can.']);
  mended = true;
  writer.write('3');
  expect(readFileSync(path, 'utf8')).toBe('3\n');
  expect(writer.droppedLines).toBe(2);
});

// Other systems have no device that is always full.
(existsSync('/dev/full') ? describe : describe.skip)('on a full disk', () => {
  test('lines are lost and nothing else happens', () => {
    const { writer, warnings } = writerTo(() => openSync('/dev/full', 'w'));
    for (let line = 0; line < 3; line++) expect(() => writer.write('1')).not.toThrow();
    expect(writer.droppedLines).toBe(3);
    expect(warnings).toEqual(['genspan: GENSPAN_LOG cannot be written to the test (ENOSPC); calls go unlogged until it can.']);
  });
});

describe('on a pipe that is full and does not block', () => {
  let pipe: number;
  beforeEach(() => {
    const path = join(directory, 'pipe');
    execFileSync('mkfifo', [path]);
    pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  });
  afterEach(() => closeSync(pipe));

  function readAll(): string {
    const chunk = Buffer.alloc(65_536);
    let text = '';
    try {
      for (;;) text += chunk.toString('latin1', 0, readSync(pipe, chunk));
    } catch {
      return text;
    }
  }

  const namesIn = (text: string) => Array.from(text.trimEnd().split('\n'), (each) => JSON.parse(each).name);
  const line = (name: string) => JSON.stringify({ name, filler: '.'.repeat(100_000) });

  test('lines wait for the reader, and arrive whole and in order', async () => {
    const { writer, warnings } = writerTo(() => pipe);
    const lines = ['first', 'second', 'third'].map(line);
    for (const each of lines) writer.write(each);
    let text = readAll();
    expect(text.length).toBeLessThan(300_000);
    const flushed = writer.flush();
    const reading = setInterval(() => (text += readAll()), 1);
    await flushed;
    clearInterval(reading);
    text += readAll();
    expect(namesIn(text)).toEqual(['first', 'second', 'third']);
    expect([writer.droppedLines, warnings]).toEqual([0, []]);
  });

  test('waiting lines are bounded: what is over 1 MiB is dropped, counted and told once', () => {
    const { writer, warnings } = writerTo(() => pipe);
    for (let count = 0; count < 20; count++) writer.write(line('x'));
    expect(writer.droppedLines).toBeGreaterThan(5);
    expect(warnings).toEqual([
      'genspan: GENSPAN_LOG cannot be written to the test (its reader is too slow); calls go unlogged until it can.',
    ]);
  });

  test('lines that wait at exit are written while the reader reads on', () => {
    const listeners = process.listeners('exit');
    const { writer } = writerTo(() => pipe);
    writer.write(line('first'));
    const added = process.listeners('exit').filter((listener) => !listeners.includes(listener));
    expect(added).toHaveLength(1);
    const before = readAll();
    added[0]?.(0);
    expect(namesIn(before + readAll())).toEqual(['first']);
  });
});

test('a line that was cut by an error is not continued by the next one', () => {
  const path = join(directory, 'pipe');
  execFileSync('mkfifo', [path]);
  const leaver = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const { writer } = writerTo(() => pipe);
  // The pipe takes a part of the line, then its reader is gone: EPIPE.
  writer.write('x'.repeat(100_000));
  closeSync(leaver);
  writer.write('{"b":2}');
  expect(writer.droppedLines).toBe(2);

  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const chunk = Buffer.alloc(100_000);
  const cut = chunk.toString('latin1', 0, readSync(reader, chunk));
  expect(cut).toMatch(/^x+$/);
  writer.write('{"c":3}');
  writer.write('{"d":4}');
  expect(chunk.toString('latin1', 0, readSync(reader, chunk))).toBe('\n{"c":3}\n{"d":4}\n');
  for (const descriptor of [pipe, reader]) closeSync(descriptor);
});
