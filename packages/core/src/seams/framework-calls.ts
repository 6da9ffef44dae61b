import type { Context } from '@opentelemetry/api';
import type { FrameworkAdapter, FrameworkTarget, Operation } from '../adapter';
import type { Call } from '../call/call';
import { followResult } from '../call/follow-result';
import { runCall } from '../call/run-call';
import { startCall } from '../call/start-call';
import { modelCallContext, readCallScope } from '../context/call-scope';
import type { Method } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';
import { ProviderResolver, type ResolvedProvider } from '../provider/resolve-provider';

/** The calls of a framework: its functions, and the models and tools in them. */
export class FrameworkCalls {
  readonly #pipeline: Pipeline;
  readonly #providers: ProviderResolver;

  constructor(adapter: FrameworkAdapter, pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#providers = new ProviderResolver(adapter, pipeline.settings.providerMap, pipeline.guard);
  }

  /** Of a model or a tool; `name` is what the model knows the tool by. */
  wrapMethod(original: Method, operation: Operation<FrameworkTarget>, name?: string): Method {
    const calls = this;
    const { guard, telemetry } = this.#pipeline;
    return function frameworkMethod(...args) {
      const call = guard.run('the start of a call', () => calls.#startMethod(this, args, operation, name));
      const work = (): unknown => original.apply(this, args);
      if (call !== undefined) return calls.run(call, work);
      const context = guard.run('the context of a call', () => calls.#unrecordedContext());
      return context === undefined ? work() : telemetry.api().context.with(context, work);
    };
  }

  #unrecordedContext(): Context | undefined {
    const api = this.#pipeline.telemetry.api();
    const active = api.context.active();
    return readCallScope(active).framework?.isRecorded === false ? modelCallContext(api, active) : undefined;
  }

  #startMethod(
    instance: unknown,
    args: readonly unknown[],
    operation: Operation<FrameworkTarget>,
    name: string | undefined,
  ): Call | undefined {
    const active = this.#pipeline.telemetry.api().context.active();
    const { framework } = readCallScope(active);
    if (framework === undefined || !framework.isRecorded) return undefined;
    const { bodyOf } = operation.target;
    const body = bodyOf === undefined ? args[0] : this.#pipeline.guard.run('bodyOf', () => bodyOf(args, instance, name));
    const isModel = operation.target.of === 'model' && typeof instance === 'object' && instance !== null;
    return this.start(operation, body, active, isModel ? this.#providers.resolve(instance) : undefined);
  }

  /** `parentContext` holds the scope of the function, and with it what the application wants recorded. */
  start(operation: Operation<FrameworkTarget>, body: unknown, parentContext: Context, provider?: ResolvedProvider): Call {
    const { signalOf } = operation.target;
    return startCall(this.#pipeline, {
      operation,
      request: { body },
      provider,
      parentContext,
      startTimeMs: Date.now(),
      startTick: performance.now(),
      abort: signalOf === undefined ? undefined : { signal: this.#pipeline.guard.run('signalOf', () => signalOf(body)) },
      isOwnedByOther: readCallScope(parentContext).framework?.isReportedByOther,
    });
  }

  run(call: Call, work: () => unknown): unknown {
    return followResult(runCall(call, this.#pipeline, work), call, this.#pipeline);
  }
}
