import { methodAdapter } from '../../test/method-adapter';
import { recordingPipeline } from '../../test/recording-pipeline';
import type { MethodTarget } from '../adapter';
import { applyMethodSeam } from './method';

const path = 'Models.prototype.send';

class NamedAbort extends Error {
  override readonly name = 'AbortError';
}

/** One copy of an SDK whose method does `send`. */
function sdk(send: (...args: unknown[]) => unknown) {
  class Models {
    send(...args: unknown[]): unknown {
      return send(...args);
    }
  }
  return { Models, models: new Models() };
}

function patched(send: (...args: unknown[]) => unknown, ...targets: readonly MethodTarget[]) {
  const exports = sdk(send);
  const recording = recordingPipeline();
  const [first = { path }, ...others] = targets;
  const undo = applyMethodSeam(exports, methodAdapter(first, ...others), recording.pipeline);
  return { ...exports, ...recording, undo };
}

describe('the method seam', () => {
  it('makes a call of a method, with the request it is given and what its promise comes to', async () => {
    const { models, ended } = patched(async () => ({ id: 'a' }));
    await expect(models.send({ model: 'm' })).resolves.toEqual({ id: 'a' });
    expect(ended).toMatchObject([{ provider: 'texts', request: { model: 'm' }, outcome: { kind: 'completed' }, response: { id: 'a' } }]);
  });

  it('makes a call of a method that returns no promise', () => {
    const { models, ended } = patched(() => ({ id: 'a' }));
    expect([models.send({}), ended.length]).toEqual([{ id: 'a' }, 1]);
  });

  it('reads the request from the arguments and the object where the adapter says how', async () => {
    const bodyOf: MethodTarget['bodyOf'] = ([model], instance) => ({ model: `${String(model)}.${(instance as object).constructor.name}` });
    const { models, ended } = patched(async () => ({}), { path, bodyOf });
    await models.send('m');
    expect(ended).toMatchObject([{ request: { model: 'm.Models' } }]);
  });

  it('is one of several operations, the first that accepts', async () => {
    const accepts = (body: unknown): boolean => body === 'second';
    const { models, ended } = patched(async () => ({}), { path, accepts: () => false }, { path, accepts });
    await models.send('none');
    await models.send('second');
    expect(ended).toHaveLength(1);
  });

  it('is a call also where the adapter cannot read it', async () => {
    const fail = (): never => {
      throw new Error('broken');
    };
    const { models, ended, pipeline } = patched(async () => ({ id: 'a' }), { path, bodyOf: fail, accepts: fail, signalOf: fail });
    await expect(models.send({ model: 'm' })).resolves.toEqual({ id: 'a' });
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: 'a' } }]);
    expect(pipeline.guard.errorCount).toBeGreaterThan(0);
  });

  it('fails with the error that the application is given', async () => {
    const error = Object.assign(new Error('refused'), { status: 429 });
    const rejecting = patched(() => Promise.reject(error));
    const throwing = patched(() => {
      throw error;
    });
    await expect(rejecting.models.send({})).rejects.toBe(error);
    expect(() => throwing.models.send({})).toThrow(error);
    expect([...rejecting.ended, ...throwing.ended]).toMatchObject([
      { outcome: { kind: 'failed', failure: { type: '429' } }, httpStatus: 429 },
      { outcome: { kind: 'failed', failure: { type: '429' } } },
    ]);
  });

  it('tells an abort by the application from a timeout of the SDK, where the signal is known', async () => {
    const abort = new AbortController();
    const signalOf: MethodTarget['signalOf'] = ([request]) => (request as { signal?: AbortSignal }).signal;
    const { models, ended } = patched(() => Promise.reject(new NamedAbort('gone')), { path, signalOf });
    await expect(models.send({})).rejects.toThrow('gone');
    await expect(models.send({ signal: abort.signal })).rejects.toThrow('gone');
    abort.abort();
    await expect(models.send({ signal: abort.signal })).rejects.toThrow('gone');
    expect(ended.map(({ outcome }) => outcome)).toEqual([
      { kind: 'failed', failure: { type: 'timeout' } },
      { kind: 'failed', failure: { type: 'timeout' } },
      { kind: 'abandoned', reason: 'aborted' },
    ]);
  });

  it('has been aborted by whoever aborted before it failed, whatever the SDK makes of that', async () => {
    const { models, ended } = patched(() => Promise.reject(new Error('exception sending request')), {
      path,
      signalOf: () => AbortSignal.abort(),
    });
    await expect(models.send({})).rejects.toThrow('exception');
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'aborted' } }]);
  });

  it('hands over the promise of a Stainless client itself, and takes its value where the SDK parses it', async () => {
    class ApiPromise extends Promise<unknown> {
      static override readonly [Symbol.species] = Promise;
      responsePromise: Promise<unknown> = Promise.resolve({ response: { status: 200 } });
      parseResponse = async (_client: unknown, _answer: unknown): Promise<unknown> => ({ id: 'parsed' });
    }
    const promise = new ApiPromise((resolve) => resolve(null));
    const { models, ended } = patched(() => promise);
    expect(models.send({})).toBe(promise);
    await promise.parseResponse(undefined, await promise.responsePromise);
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: 'parsed' } }]);
  });

  it('patches a class once, and leaves nothing behind after its undo', () => {
    const exports = sdk(() => ({}));
    const before = Object.getOwnPropertyDescriptor(exports.Models.prototype, 'send');
    const [first, second] = [recordingPipeline(), recordingPipeline()];
    const undo = applyMethodSeam(exports, methodAdapter({ path }), first.pipeline);
    applyMethodSeam(exports, methodAdapter({ path }), second.pipeline)();
    exports.models.send({});
    undo();
    exports.models.send({});
    expect([first.ended.length, second.ended.length]).toEqual([1, 0]);
    expect(Object.getOwnPropertyDescriptor(exports.Models.prototype, 'send')).toEqual(before);
  });

  it('takes back what it has patched where another method cannot be', () => {
    class Models {
      send(): void {}
      receive(): void {}
    }
    Object.defineProperty(Models.prototype, 'receive', { writable: false, configurable: false });
    const before = Object.getOwnPropertyDescriptor(Models.prototype, 'send');
    const adapter = methodAdapter({ path }, { path: 'Models.prototype.receive' });
    const patch = (): unknown => applyMethodSeam({ Models }, adapter, recordingPipeline().pipeline);
    expect(patch).toThrow(TypeError);
    expect(Object.getOwnPropertyDescriptor(Models.prototype, 'send')).toEqual(before);
    expect(patch).toThrow(TypeError);
  });

  it('passes over a method that a version does not have, unless it has none', () => {
    const { pipeline } = recordingPipeline();
    const missing = { path: 'Models.prototype.later' };
    expect(() =>
      applyMethodSeam(
        sdk(() => ({})),
        methodAdapter({ path }, missing),
        pipeline,
      )(),
    ).not.toThrow();
    expect(() =>
      applyMethodSeam(
        sdk(() => ({})),
        methodAdapter(missing, { path: 'Other.prototype.send' }),
        pipeline,
      ),
    ).toThrow(TypeError);
  });
});

describe('a method behind a getter', () => {
  const behindGetter = { path: 'Client.prototype.chats.create' };

  function client() {
    let askedCount = 0;
    class Chats {
      create(request: unknown): unknown {
        return { id: String(request) };
      }
    }
    class Client {
      readonly #chats = new Chats();
      get chats(): Chats {
        askedCount++;
        return this.#chats;
      }
    }
    return { Client, Chats, askedCount: () => askedCount };
  }

  it('is patched when the application asks for its object, and the getter not asked before', () => {
    const { Client, askedCount } = client();
    const { pipeline, ended } = recordingPipeline();
    applyMethodSeam({ Client }, methodAdapter(behindGetter), pipeline);
    expect(askedCount()).toBe(0);
    const first = new Client();
    expect([first.chats.create('a'), first.chats.create('b'), new Client().chats.create('c')]).toHaveLength(3);
    expect(ended.map(({ response }) => response.id)).toEqual(['a', 'b', 'c']);
    expect(askedCount()).toBe(3);
  });

  it('is given back by the undo, the getter with it', () => {
    const { Client, Chats } = client();
    const before = [Object.getOwnPropertyDescriptor(Client.prototype, 'chats'), Object.getOwnPropertyDescriptor(Chats.prototype, 'create')];
    const { pipeline, ended } = recordingPipeline();
    const undo = applyMethodSeam({ Client }, methodAdapter(behindGetter), pipeline);
    new Client().chats.create('a');
    undo();
    new Client().chats.create('b');
    expect(ended).toHaveLength(1);
    expect([
      Object.getOwnPropertyDescriptor(Client.prototype, 'chats'),
      Object.getOwnPropertyDescriptor(Chats.prototype, 'create'),
    ]).toEqual(before);
  });
});
