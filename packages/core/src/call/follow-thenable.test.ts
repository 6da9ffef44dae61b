import { runInNewContext } from 'node:vm';
import { collectGarbage } from '../../test/collect-garbage';
import { methodAdapter } from '../../test/method-adapter';
import { collectUntilEnded, readAll } from '../../test/open-stream';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import { applyMethodSeam } from '../seams/method';

/** What a patched method hands over that is not `async` itself. */
function open<Result extends object>(made: Result): Recording & { readonly result: Result } {
  class Models {
    send(): Result {
      return made;
    }
  }
  const recording = recordingPipeline();
  applyMethodSeam({ Models }, methodAdapter({ path: 'Models.prototype.send' }), recording.pipeline);
  return { ...recording, result: new Models().send() };
}

type Settle = PromiseLike<unknown>['then'];

/** As query builders have it: it runs at each `then`. */
class Query implements PromiseLike<unknown> {
  runCount = 0;
  readonly #run: () => Promise<unknown>;

  constructor(run: () => Promise<unknown>) {
    this.#run = run;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- being one is what it is here for
  then: Settle = (...handlers) => {
    this.runCount++;
    return this.#run().then(...handlers) as never;
  };
}

/** It can be read row by row too. */
class IterableQuery extends Query {
  readonly rows: readonly string[];

  constructor(...rows: readonly string[]) {
    super(async () => ({ id: `rows-${rows.join('')}` }));
    this.rows = rows;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    this.runCount++;
    yield* this.rows;
  }
}

/** As the lists of the SDKs of Stainless: a promise of a page, and an iterable over what all pages hold. */
class PagePromise extends Promise<{ readonly id: string; readonly items: readonly string[] }> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    yield* (await this).items;
  }
}

const page = (): PagePromise => new PagePromise((resolve) => resolve({ id: 'page', items: ['a', 'b'] }));
const answered = (id: string) => [{ outcome: { kind: 'completed' }, response: { id } }];

describe('a thenable that is no plain promise', () => {
  it('stays what it is, runs only when it is awaited, and ends its call with its value', async () => {
    const query = new Query(async () => ({ id: 'row' }));
    const keys = Object.keys(query);
    const { result, ended } = open(query);
    expect([result === query, Object.keys(result), query.runCount, ended]).toEqual([true, keys, 0, []]);
    expect(await result).toEqual({ id: 'row' });
    expect(query.runCount).toBe(1);
    expect(ended).toMatchObject(answered('row'));
  });

  it('fails its call with what it is rejected with', async () => {
    const error = Object.assign(new Error('no such table'), { code: 'ER_NO_SUCH_TABLE' });
    const { result, ended } = open(new Query(() => Promise.reject(error)));
    await expect(Promise.resolve(result)).rejects.toBe(error);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ER_NO_SUCH_TABLE' } } }]);
  });

  it('fails its call with what it throws at once', async () => {
    const error = Object.assign(new Error('not connected'), { code: 'ENOTCONN' });
    const { result, ended } = open(
      new Query(() => {
        throw error;
      }),
    );
    expect(() => result.then(undefined)).toThrow(error);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ENOTCONN' } } }]);
  });

  it('hands values and errors on to the handlers it was given, and past those it was not', async () => {
    const error = new Error('broken');
    const good = open(new Query(async () => 'row')).result;
    const bad = open(new Query(() => Promise.reject(error))).result;
    expect(await good.then((row) => `the ${String(row)}`)).toBe('the row');
    expect(await good.then(undefined, () => 'caught')).toBe('row');
    expect(await bad.then(undefined, (thrown: unknown) => thrown)).toBe(error);
    await expect(bad.then(() => 'row')).rejects.toBe(error);
  });

  it('ends its call when it is dropped unawaited', async () => {
    const recording = openAndDrop();
    await collectUntilEnded(recording);
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' } }]);
  });

  it('keeps its call open while it runs', async () => {
    let resolve: (value: unknown) => void = () => {};
    const running = new Promise((settle) => {
      resolve = settle;
    });
    const { awaited, ended } = openAndAwait(() => running);
    await collectGarbage();
    expect(ended).toEqual([]);
    resolve({ id: 'row' });
    await awaited;
    expect(ended).toMatchObject(answered('row'));
  });

  it('ends its call at once where it cannot be watched', () => {
    const { result, ended } = open(Object.freeze(new Query(async () => 'row')));
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' } }]);
    expect(result.runCount).toBe(0);
  });
});

describe.each<[string, () => PromiseLike<unknown> & AsyncIterable<string>, string]>([
  ['a query', () => new IterableQuery('a', 'b'), 'rows-ab'],
  ['a promise of a page', page, 'page'],
])('%s that is awaited or iterated', (_name, make, id) => {
  it('stays what it is', () => {
    const made = make();
    expect(open(made).result === made).toBe(true);
  });

  it('ends its call with its value when it is awaited', async () => {
    const { result, ended } = open(make());
    expect(await result).toMatchObject({ id });
    expect(ended).toMatchObject(answered(id));
    expect(ended[0]?.request.stream).toBeUndefined();
  });

  it('ends its call with its last item when it is iterated', async () => {
    const { result, ended } = open(make());
    expect(await readAll(result)).toEqual(['a', 'b']);
    expect(ended).toMatchObject([{ ...answered('2:ab')[0], request: { stream: true } }]);
  });
});

it('a promise of the platform of another realm is taken over as one of this', async () => {
  const { result, ended } = open(runInNewContext('Promise.resolve({ id: "a" })') as Promise<unknown>);
  expect(ended).toEqual([]);
  await Promise.resolve();
  await Promise.resolve();
  expect(ended).toMatchObject(answered('a'));
  expect(await result).toEqual({ id: 'a' });
});

function openAndDrop(): Recording {
  const { result: _dropped, ...recording } = open(new Query(async () => 'row'));
  return recording;
}

function openAndAwait(run: () => Promise<unknown>): Recording & { readonly awaited: PromiseLike<unknown> } {
  const { result, ...recording } = open(new Query(run));
  return { ...recording, awaited: result.then((value) => value) };
}
