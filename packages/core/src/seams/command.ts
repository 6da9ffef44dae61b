/** Seam C, the command bus: everything a client does is a command given to `send`. */
import type { CommandAdapter, CommandTarget, Operation } from '../adapter';
import type { Call } from '../call/call';
import { followResult, takeResult } from '../call/follow-result';
import { startCall } from '../call/start-call';
import { asRecord } from '../json';
import type { Undo } from '../patch/module-hook';
import { applyPatch, type Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import { ProviderResolver } from '../provider/resolve-provider';

/**
 * `send` is shadowed on the client's own prototype: the one that it inherits is shared by the clients of all services.
 *
 * @throws TypeError when the client has no `send`
 */
export function applyCommandSeam(exports: Readonly<Record<string, unknown>>, adapter: CommandAdapter, pipeline: Pipeline): Undo {
  const { clientExport } = adapter.seam;
  const prototype = (exports[clientExport] as { readonly prototype?: object } | undefined)?.prototype;
  if (prototype === undefined) throw new TypeError(`no export named ${clientExport}`);
  const { patchedOwners } = processState();
  if (patchedOwners.has(prototype)) return () => {};
  const commands = new Commands(adapter, pipeline);
  const undo = applyPatch(prototype, 'send', (original) => commands.wrapSend(original));
  patchedOwners.add(prototype);
  return () => {
    undo();
    patchedOwners.delete(prototype);
  };
}

class Commands {
  readonly #pipeline: Pipeline;
  readonly #providers: ProviderResolver;
  readonly #operations = new Map<string, readonly Operation<CommandTarget>[]>();

  constructor(adapter: CommandAdapter, pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#providers = new ProviderResolver(adapter, pipeline.settings.providerMap, pipeline.guard);
    for (const operation of adapter.operations) {
      const { command } = operation.target;
      this.#operations.set(command, [...(this.#operations.get(command) ?? []), operation]);
    }
  }

  wrapSend(original: Method): Method {
    const commands = this;
    return function send(command, ...rest) {
      const call = commands.#pipeline.guard.run('the start of a call', () => commands.#start(this, command));
      if (call === undefined) return original.call(this, command, ...rest);
      return commands.#follow(call, () => original.call(this, command, ...rest.map((each) => commands.#watchCallback(each, call))));
    };
  }

  #start(client: unknown, command: unknown): Call | undefined {
    if (typeof client !== 'object' || client === null) return undefined;
    const name = (command as { readonly constructor?: { readonly name?: string } } | undefined)?.constructor?.name;
    const body = asRecord(command)?.['input'];
    const operation = this.#operations.get(name ?? '')?.find(({ target }) => target.accepts?.(body) ?? true);
    if (operation === undefined) return undefined;
    return startCall(this.#pipeline, {
      operation,
      request: { body },
      provider: this.#providers.resolve(client),
      parentContext: this.#pipeline.telemetry.api().context.active(),
      startTimeMs: Date.now(),
      startTick: performance.now(),
    });
  }

  #follow(call: Call, send: () => unknown): unknown {
    const result = this.#pipeline.telemetry.api().context.with(call.requestContext, send);
    return result === undefined ? undefined : followResult(result, call, this.#pipeline);
  }

  /** Runs the application's callback in the context it was given in, not in that of the request. */
  #watchCallback(argument: unknown, call: Call): unknown {
    if (typeof argument !== 'function') return argument;
    const { context } = this.#pipeline.telemetry.api();
    const callerContext = context.active();
    return (error: unknown, data: unknown): unknown => {
      if (error !== undefined && error !== null) call.fail(error);
      else takeResult(data, call, this.#pipeline);
      return context.with(callerContext, () => argument(error, data) as unknown);
    };
  }
}
