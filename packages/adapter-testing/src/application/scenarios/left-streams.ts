/** Readers who leave a stream before its end, whatever SDK it is of. */
import { settle } from '../observe';
import type { ExpectedCall, Scenario, Scene } from '../scenario';

type OpenStream = (scene: Scene) => Promise<AsyncIterable<unknown>>;

/** By the methods of its iterator. */
export function iteratorScenarios(open: OpenStream, left: ExpectedCall): Scenario[] {
  return [
    {
      name: 'stream-iterator-by-hand',
      cases: 'stream-endless',
      calls: [left],
      async run(scene) {
        const iterator = (await open(scene))[Symbol.asyncIterator]();
        const first = await iterator.next();
        const returned = await iterator.return?.('given back');
        return { first, returned, after: await iterator.next(), methods: ['next', 'return', 'throw'].filter((name) => name in iterator) };
      },
    },
    {
      name: 'stream-iterator-throws',
      cases: 'stream-endless',
      calls: [left],
      async run(scene) {
        const iterator = (await open(scene))[Symbol.asyncIterator]();
        await iterator.next();
        return { error: await settle(() => iterator.throw?.(new Error('thrown in'))), after: await iterator.next() };
      },
    },
  ];
}

/** Of streams that are nothing but iterable: there is no more to be seen of one that was left. */
export function leftStreams(open: OpenStream, left: ExpectedCall, neverRead: ExpectedCall): Scenario[] {
  return [
    {
      name: 'stream-left',
      cases: 'stream-endless',
      calls: [left],
      async run(scene) {
        let seen = 0;
        for await (const chunk of await open(scene)) {
          seen += chunk === undefined ? 0 : 1;
          if (seen === 6) break;
        }
        return seen;
      },
    },
    {
      name: 'stream-body-throws',
      cases: 'stream-endless',
      calls: [left],
      run: (scene) =>
        settle(async () => {
          for await (const chunk of await open(scene)) throw new Error(`the application failed on ${typeof chunk}`);
        }),
    },
    ...iteratorScenarios(open, left),
    {
      name: 'stream-half-read',
      cases: 'stream-stalled',
      calls: [neverRead],
      run: async (scene) => (await open(scene))[Symbol.asyncIterator]().next(),
    },
  ];
}
