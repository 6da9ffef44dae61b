import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { ExportReports } from './export-reports';
import { splitByBytes } from './split-by-bytes';
import type { Signal } from './signal-settings';
import { WatchedExporter } from './watched-exporter';

const success: ExportResult = { code: ExportResultCode.SUCCESS };
const failure = (fields: object): ExportResult => ({ code: ExportResultCode.FAILED, error: Object.assign(new Error('secret'), fields) });

/** Items are their own size in bytes. `answer`: what becomes of each part; `undefined`: nothing, yet. */
function createWatched(answer: (part: number[]) => ExportResult | undefined, signal: Signal = 'traces') {
  const sent: number[][] = [];
  const settled: number[] = [];
  const sentences: string[] = [];
  const watched = new WatchedExporter<number[]>({
    signal,
    endpoint: { url: new URL('http://host:4318/v1/traces'), protocol: 'http/json', gzip: false },
    reports: new ExportReports((sentence) => sentences.push(sentence)),
    exporter: {
      export(part, takeResult) {
        sent.push(part);
        const result = answer(part);
        if (result !== undefined) takeResult(result);
      },
      shutdown: () => Promise.resolve(),
    },
    split: (items) => splitByBytes(items, (item) => item),
    onSettled: (items) => settled.push(...items),
  });
  const send = (items: number[]): Promise<ExportResult> => new Promise((done) => watched.export(items, done));
  return { watched, send, sent, settled, sentences };
}

const turns = () => new Promise((later) => setTimeout(later, 20));

test('a batch goes in parts, one after the other, and is settled as a whole', async () => {
  const { send, sent, settled } = createWatched(() => success);
  expect(await send([200_000, 100_000, 1])).toEqual(success);
  expect(sent).toEqual([[200_000], [100_000, 1]]);
  expect(settled).toEqual([200_000, 100_000, 1]);
});

test('a part waits for the answer to the one before it', async () => {
  const { send, sent } = createWatched(() => undefined);
  void send([200_000, 100_000]);
  void send([1]);
  await turns();
  expect(sent).toEqual([[200_000]]);
});

test('one part that fails does not keep the others, and fails the batch', async () => {
  const { send, sent, sentences } = createWatched(([item]) => (item === 200_000 ? failure({ code: 500 }) : success));
  expect(await send([200_000, 100_000])).toMatchObject({ code: ExportResultCode.FAILED });
  expect(sent).toHaveLength(2);
  expect(sentences).toEqual([expect.stringContaining('answered 500')]);
});

test('an exporter that throws fails its part and is asked again', async () => {
  let calls = 0;
  const { send } = createWatched(() => {
    calls += 1;
    if (calls === 1) throw new Error('secret');
    return success;
  });
  expect(await send([1])).toEqual({ code: ExportResultCode.FAILED });
  expect(await send([2])).toEqual(success);
});

test('without a connection nobody waits for the retries of the exporter', async () => {
  const { watched, send, settled, sentences } = createWatched(() => undefined);
  const sending = send([1]);
  await turns();
  watched.onNoAnswer('ECONNREFUSED');
  expect(await sending).toEqual({ code: ExportResultCode.FAILED });
  expect(settled).toEqual([1]);
  expect(watched.isUnreachable).toBe(true);
  expect(sentences).toEqual([expect.stringContaining('nothing listens there')]);
  watched.onAnswer(200);
  expect(watched.isUnreachable).toBe(false);
});

test('a flush that is given up tells of an endpoint that was silent, and of no other', async () => {
  const { watched, send, sentences } = createWatched(() => undefined);
  const giveUpIdle = watched.beginFlush();
  giveUpIdle();
  expect(sentences).toEqual([]);
  const giveUp = watched.beginFlush();
  void send([1]);
  await turns();
  watched.onAnswer(503);
  giveUp();
  expect(sentences).toEqual([expect.stringContaining('answered 503')]);
  const silent = createWatched(() => undefined);
  const giveUpSilent = silent.watched.beginFlush();
  void silent.send([1]);
  await turns();
  giveUpSilent();
  expect(silent.watched.isUnreachable).toBe(true);
  expect(silent.sentences).toEqual([expect.stringContaining('no answer in time')]);
});

test.each([
  ['logs', 404, 1],
  ['traces', 404, 2],
  ['traces', 415, 1],
  ['metrics', 500, 2],
] as const)('%s that are answered %i are sent %i times of two', async (signal, status, times) => {
  const { send, sent } = createWatched(() => failure({ code: status }), signal);
  await send([1]);
  await send([2]);
  expect(sent).toHaveLength(times);
});
