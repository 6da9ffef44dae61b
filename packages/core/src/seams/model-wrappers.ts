/**
 * Models that a framework wraps into code of the application (a middleware). A wrapper may ask its model twice or not at all, and what it starts
 * is no request of the model: the calls are those of the model in it.
 */
import { shadow } from '../call/shadow';
import type { Guard } from '../patch/guard';
import type { Method } from '../patch/patch-registry';
import { viewOf } from './live-view';

// For the whole process: what one copy of a framework has wrapped another may be given.
const innerModels = new WeakMap<object, object>();

/** The model in all its wrappers; one that is in none is itself. */
export function unwrapModel(model: object): object {
  let innermost = model;
  for (let inner = innerModels.get(model); inner !== undefined; inner = innerModels.get(inner)) innermost = inner;
  return innermost;
}

function rememberWrapper(wrapper: unknown, model: unknown): void {
  // Where there is nothing to do, the model itself is handed back.
  if (isObject(wrapper) && isObject(model) && wrapper !== model) innerModels.set(wrapper, model);
}

/** Of a function that is given a model in a field of its first argument, and answers its wrapper. */
export function followModelWrapper(original: Method, modelField: string, guard: Guard): Method {
  return function modelWrapper(...args) {
    const wrapper = original.apply(this, args);
    guard.run('the following of a wrapper', () => rememberWrapper(wrapper, (args[0] as Record<string, unknown>)[modelField]));
    return wrapper;
  };
}

/**
 * Of a function that answers a provider whose models are wrapped. It is given the provider in `field` of its first argument, or, where there is
 * no `field`, several of them as the fields of that; `method` is the one that makes their models.
 */
export function followProviderWrapper(original: Method, field: string | undefined, method: string, guard: Guard): Method {
  return function providerWrapper(...args) {
    let made: unknown;
    const see = (model: unknown): void => {
      made = model;
    };
    const isProvider = (key: string | symbol): boolean => field === undefined || key === field;
    const options = guard.run('the following of a provider', () =>
      isObject(args[0])
        ? viewOf(args[0], (provider, key) => (isProvider(key) ? viewOfProvider(provider, method, see) : provider))
        : args[0],
    );
    const wrapper = original.apply(this, options === undefined ? args : [options, ...args.slice(1)]);
    guard.run('the following of a provider', () => {
      const make = (wrapper as Record<string, Method>)[method] as Method;
      shadow(wrapper as object, method, function (this: unknown, ...values: unknown[]): unknown {
        made = undefined;
        const model = make.apply(this, values);
        guard.run('the following of a wrapper', () => rememberWrapper(model, made));
        made = undefined;
        return model;
      });
    });
    return wrapper;
  };
}

function viewOfProvider(provider: unknown, method: string, see: (model: unknown) => void): unknown {
  if (!isObject(provider)) return provider;
  const view = viewOf(provider, (member, key) => {
    if (typeof member !== 'function' || key !== method) return member;
    return function (this: unknown, ...values: unknown[]): unknown {
      const model: unknown = Reflect.apply(member, this === view ? provider : this, values);
      see(model);
      return model;
    };
  });
  return view;
}

/** Providers are functions, too. */
function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
