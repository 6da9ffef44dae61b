/** Commands that are answered by a stream: every way to read it, in part, and not at all. */
import { type AwsDialect, makeCommand, open, openAnswer, type SendOptions } from '../aws-dialect';
import { readAll, settle } from '../observe';
import { abandoned, type AbandonReason, completed, type ExpectedCall, failed, type Scenario, type Scene } from '../scenario';
import { invoke, read } from '../sdk';
import { onBothProtocols } from './aws-failure';
import { leftStreams } from './left-streams';

export function awsStreamScenarios(dialect: AwsDialect): Scenario[] {
  const more = { stream: true, ...dialect.more } as const;
  const done = completed(dialect.operation, more);
  const broken = failed(dialect.operation, more);
  const gone = (reason: AbandonReason): ExpectedCall => abandoned(dialect.operation, reason, more);
  const readStream = async (scene: Scene): Promise<unknown> => readAll(await open(scene, dialect));
  const openWith = (scene: Scene, options?: SendOptions): Promise<AsyncIterable<unknown>> => open(scene, dialect, {}, options);

  return [
    {
      name: 'stream-read',
      calls: [done],
      async run(scene) {
        const answer = await openAnswer(scene, dialect);
        const stream = read(answer, dialect.streamField) as AsyncIterable<unknown>;
        const before = describeStream(stream);
        return {
          keys: Object.keys(answer),
          before,
          first: await readAll(stream),
          again: await settle(() => readAll(stream)),
          after: describeStream(stream),
        };
      },
    },
    {
      name: 'stream-copied',
      // There the method is a field of the stream itself: a copy by spreading has it.
      versions: '>=3.600',
      calls: [done],
      run: async (scene) => readAll({ ...(await open(scene, dialect)) }),
    },
    {
      name: 'stream-called-back',
      calls: [done],
      run: (scene) =>
        new Promise((resolve, reject) => {
          const command = makeCommand(scene, dialect.streamed ?? '', dialect.input(scene.model));
          invoke(scene.client(), 'send', command, (error: unknown, answer: unknown) => {
            if (error) reject(error as Error);
            else resolve(readAll(read(answer, dialect.streamField) as AsyncIterable<unknown>));
          });
        }),
    },
    { name: 'stream-slow', cases: 'stream-slow', calls: [done], run: readStream },
    { name: 'stream-long', cases: 'stream-10000', calls: [done], run: readStream },
    { name: 'stream-event-unknown', cases: 'stream-unknown', calls: [done], run: readStream },
    { name: 'stream-short', cases: 'stream-short', calls: [done], run: readStream },
    { name: 'stream-cut', cases: 'stream-cut', calls: onBothProtocols(dialect, done, broken), run: readStream },
    // The bytes of a chunk are the application's to read: the SDK does not look into them.
    { name: 'stream-broken', cases: 'stream-broken', calls: [dialect.name === 'invoke' ? done : broken], run: readStream },
    { name: 'stream-error-event', cases: 'stream-error', calls: [broken], run: readStream },
    ...leftStreams((scene) => open(scene, dialect), gone('reader_left'), gone('never_read')),
    { name: 'stream-never-read', calls: [gone('never_read')], run: async (scene) => describeStream(await open(scene, dialect)) },
    {
      name: 'stream-never-awaited',
      calls: [gone('never_read')],
      async run(scene) {
        void openAnswer(scene, dialect);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'stream-aborted',
      cases: 'stream-endless',
      calls: [gone('aborted')],
      async run(scene) {
        const abort = new AbortController();
        const iterator = (await openWith(scene, { abortSignal: abort.signal }))[Symbol.asyncIterator]();
        const first = await iterator.next();
        abort.abort();
        await iterator.return?.();
        return first;
      },
    },
    {
      name: 'stream-events-changed-by-application',
      calls: [done],
      async run(scene) {
        let seen = 0;
        for await (const event of await open(scene, dialect)) {
          for (const key of Object.keys(event as object)) delete (event as Record<string, unknown>)[key];
          seen += 1;
        }
        return seen;
      },
    },
    {
      name: 'stream-two-at-once',
      calls: [{ ...done, times: 2 }],
      async run(scene) {
        const [first, second] = await Promise.all([open(scene, dialect), open(scene, dialect)]);
        return Promise.all([readAll(first), readAll(second)]);
      },
    },
  ];
}

function describeStream(stream: object): unknown {
  const symbols = Object.getOwnPropertySymbols(stream).filter((symbol) => Object.getOwnPropertyDescriptor(stream, symbol)?.enumerable);
  return { className: stream.constructor.name, keys: Object.keys(stream), symbols: symbols.map(String) };
}
