/** The patches on the classes of real versions, in this process: what they change and what their undo gives back. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Runs } from '@genspan/core/adapter';
import { connect } from '../src/connect';

type Exports = Record<string, unknown>;
type Class = { new (fields?: object): Record<string, (...values: unknown[]) => unknown>; readonly prototype: object };
type Manager = { readonly handlers: readonly { readonly name: string }[] };

const entries = ['callbacks/manager', 'singletons', 'language_models/chat_models', 'language_models/llms', 'retrievers', 'tools'];

describe.each(['langchain-0.3.0', 'langchain-0.3.80', 'langchain-1.0', 'langchain'])('the classes of %s', (folder) => {
  const load = createRequire(join(__dirname, '../../../test/sdks', folder, 'package.json'));
  const loaded = (subpath: string): Exports => load(`@langchain/core/${subpath}`) as Exports;
  const modules = (): Exports[] => entries.map(loaded);
  let started: unknown[];
  let undos: (() => void)[];

  function runs(): Runs {
    const nothing = (): void => {};
    const start = ({ operation, body }: Parameters<Runs['start']>[0]): void => void started.push([operation.name, body]);
    return {
      start,
      skip: nothing,
      stream: nothing,
      chunk: nothing,
      end: nothing,
      fail: nothing,
      abort: nothing,
      leave: nothing,
      heldBy: nothing,
      within: (_id, work) => work(),
      whenAnswered: async (answer, see) => see(await answer),
    };
  }
  const connectAll = (to = runs()): void => void undos.push(...modules().map((exports) => connect(exports, to)));

  beforeEach(() => {
    started = [];
    undos = [];
  });
  afterEach(() => {
    for (const undo of undos.toReversed()) undo();
  });

  /** A model of the application's own that gives its messages no id. */
  function ownModel(): { Own: Class; answer(callbacks?: unknown): Promise<unknown> } {
    const { BaseChatModel } = loaded('language_models/chat_models') as { BaseChatModel: Class };
    const { AIMessage } = loaded('messages') as { AIMessage: Class };
    class Own extends BaseChatModel {
      _llmType(): string {
        return 'own';
      }
      async _generate(): Promise<object> {
        return { generations: [{ text: 'hi', message: new AIMessage({ content: 'hi' }) }] };
      }
    }
    const answer = async (callbacks?: unknown): Promise<unknown> => new Own({}).invoke?.('hello', { callbacks });
    return { Own: Own as Class, answer };
  }

  const owners = (): object[] =>
    modules().flatMap((exports) =>
      Object.values(exports).flatMap((exported) => {
        if (typeof exported === 'function')
          return [exported, (exported as unknown as Class).prototype].filter((owner) => owner !== undefined);
        return typeof exported === 'object' && exported !== null ? [Object.getPrototypeOf(exported) as object] : [];
      }),
    );
  const describeOwners = (): unknown[] => owners().map((owner) => Object.getOwnPropertyDescriptors(owner));

  test('are as they were when all is undone, classes of the application included', async () => {
    const { Own, answer } = ownModel();
    const before = describeOwners();
    const ownBefore = Object.getOwnPropertyDescriptors(Own.prototype);
    connectAll();
    await answer();
    expect(Object.getOwnPropertyDescriptors(Own.prototype)).not.toEqual(ownBefore);
    for (const undo of undos.splice(0).toReversed()) undo();
    expect(Object.getOwnPropertyDescriptors(Own.prototype)).toEqual(ownBefore);
    expect(describeOwners()).toEqual(before);
  });

  test('tell a run once, however often they are connected', async () => {
    connectAll();
    connectAll();
    await ownModel().answer();
    expect(started).toMatchObject([['chat', {}]]);
  });

  test('tell nothing when all is undone', async () => {
    connectAll();
    for (const undo of undos.splice(0).toReversed()) undo();
    await ownModel().answer();
    expect(started).toEqual([]);
  });

  test('give a message no id that it would not have without us', async () => {
    connectAll();
    expect(await ownModel().answer()).not.toHaveProperty('id', expect.any(String));
    expect(await ownModel().answer([{ handleLLMEnd() {} }])).toHaveProperty('id', expect.stringContaining('run-'));
  });

  test('leave the managers and lists of the application as they are', async () => {
    connectAll();
    const { CallbackManager } = loaded('callbacks/manager') as { CallbackManager: { fromHandlers(handlers: object): Manager } };
    const manager = CallbackManager.fromHandlers({ handleLLMEnd() {} });
    const list = Object.freeze([{ handleLLMEnd() {} }]);
    const before = [...manager.handlers];
    await ownModel().answer(manager);
    await ownModel().answer(list);
    expect(manager.handlers).toEqual(before);
    expect(started).toHaveLength(2);
  });

  test('work with a class that is frozen and with a method put on the instance', async () => {
    connectAll();
    const { Own, answer } = ownModel();
    Object.freeze(Own.prototype);
    await answer();
    const model = new (ownModel().Own)({});
    const generate = async (): Promise<object> => ({ generations: [{ text: 'own', message: { content: 'own', id: 'own' } }] });
    model['_generate'] = generate;
    await model['invoke']?.('hello');
    expect([started.length, model['_generate']]).toEqual([2, generate]);
  });
});

test('a class of another shape is refused, so that the version is left alone', () => {
  const CallbackManager = Object.assign(() => {}, { _configureSync: () => {}, prototype: {} });
  const { _configureSync } = CallbackManager;
  expect(() => connect({ CallbackManager }, {} as Runs)).toThrow('handleChainStart is not a function');
  expect(CallbackManager._configureSync).toBe(_configureSync);
});
