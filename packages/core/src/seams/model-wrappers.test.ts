import type { Guard } from '../patch/guard';
import type { Method } from '../patch/patch-registry';
import { followModelWrapper, followProviderWrapper, unwrapModel } from './model-wrappers';

const guard = { run: <T>(_: string, work: () => T): T => work() } as unknown as Guard;
const wrap = (model: object): object => ({ model });

describe('unwrapModel', () => {
  it('answers the model in all its wrappers, and itself where there are none', () => {
    const wrapModel = followModelWrapper((options) => wrap((options as { model: object }).model), 'model', guard);
    const model = {};
    const wrapper = wrapModel({ model: wrapModel({ model }) }) as object;
    expect(unwrapModel(wrapper)).toBe(model);
    expect(unwrapModel(model)).toBe(model);
    expect(unwrapModel({})).toEqual({});
  });

  it('does not take a model that is handed back for its own wrapper', () => {
    const model = {};
    const wrapModel = followModelWrapper((options) => (options as { model: object }).model, 'model', guard);
    expect(unwrapModel(wrapModel({ model }) as object)).toBe(model);
  });
});

describe('a provider whose models are wrapped', () => {
  class Provider {
    readonly #models: Record<string, object> = {};
    languageModel(id: string): object {
      return (this.#models[id] ??= { id });
    }
  }
  type Maker = Pick<Provider, 'languageModel'>;
  const wrapProvider: Method = (options) => {
    const { provider } = options as { provider: Maker };
    return { languageModel: (id: string) => wrap(provider.languageModel(id)), kind: 'wrapper' };
  };
  const wrapProviders: Method = (providers, separator) => ({
    languageModel(id: string) {
      const [name = '', model = ''] = id.split(separator as string);
      return wrap((providers as Record<string, Maker>)[name]?.languageModel(model) as object);
    },
  });

  it('of one', () => {
    const provider = new Provider();
    const wrapped = followProviderWrapper(wrapProvider, 'provider', 'languageModel', guard)(Object.freeze({ provider })) as Maker;
    expect(Object.entries(wrapped).map(([key]) => key)).toEqual(['languageModel', 'kind']);
    const wrapper = wrapped.languageModel('a');
    expect(wrapper).toEqual({ model: { id: 'a' } });
    expect(unwrapModel(wrapper)).toBe(provider.languageModel('a'));
  });

  it('of several, functions among them', () => {
    const provider = new Provider();
    const callable = Object.assign(() => {}, { languageModel: (id: string) => provider.languageModel(id) });
    const wrapped = followProviderWrapper(wrapProviders, undefined, 'languageModel', guard)({ first: provider, callable }, ':') as Maker;
    expect(unwrapModel(wrapped.languageModel('first:a'))).toBe(provider.languageModel('a'));
    expect(unwrapModel(wrapped.languageModel('callable:b'))).toBe(provider.languageModel('b'));
    expect(() => wrapped.languageModel('none:a')).not.toThrow();
  });

  it('throws what the SDK throws', () => {
    const failing = followProviderWrapper(
      () => {
        throw new RangeError('no provider');
      },
      'provider',
      'languageModel',
      guard,
    );
    expect(() => failing()).toThrow(RangeError);
  });
});
