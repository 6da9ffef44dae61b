import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@opentelemetry/api';
import type { Api } from './api-copies';

/**
 * An API whose context is ours alone, for processes where no context manager can be shared: nesting and scopes work among
 * genspan's own calls, and nothing of it shows in the application's spans.
 */
export function withPrivateContext(api: Api): Api {
  const storage = new AsyncLocalStorage<Context>();
  const active = (): Context => storage.getStore() ?? api.ROOT_CONTEXT;
  const context: Pick<Api['context'], 'active' | 'with' | 'bind'> = {
    active,
    with: (entered, fn, thisArg, ...args) => storage.run(entered, () => Reflect.apply(fn, thisArg, args) as ReturnType<typeof fn>),
    bind: (bound, target) =>
      typeof target === 'function'
        ? (function (this: unknown, ...args: unknown[]) {
            return storage.run(bound, () => Reflect.apply(target, this, args) as unknown);
          } as typeof target)
        : target,
  };
  const trace = Object.assign(Object.create(api.trace) as Api['trace'], { getActiveSpan: () => api.trace.getSpan(active()) });
  return { ...api, context: context as Api['context'], trace };
}
