/** Seam C, the command bus: everything a client does is a command given to `send`. */
import type { CommandAdapter, CommandTarget, Operation } from '../adapter';
import type { Call } from '../call/call';
import { followResult, takeResult } from '../call/follow-result';
import { runCall } from '../call/run-call';
import { startCall } from '../call/start-call';
import { modelCallContext } from '../context/call-scope';
import { LateContext } from '../context/request-context';
import { asArray, asRecord, asString } from '../json';
import type { Undo } from '../patch/module-hook';
import { patchMethods } from '../patch/patch-methods';
import type { Method } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';
import { ProviderResolver } from '../provider/resolve-provider';
import { CommandRequests } from './command-requests';

/**
 * `send` is shadowed on the client's own prototype: the one that it inherits is shared by the clients of all services.
 *
 * @throws TypeError when the client has no `send`
 */
export function applyCommandSeam(exports: Readonly<Record<string, unknown>>, adapter: CommandAdapter, pipeline: Pipeline): Undo {
  const { clientExport } = adapter.seam;
  const prototype = (exports[clientExport] as { readonly prototype?: object } | undefined)?.prototype;
  if (prototype === undefined) throw new TypeError(`no export named ${clientExport}`);
  const commands = new Commands(adapter, pipeline);
  return patchMethods(prototype, { send: (original) => commands.wrapSend(original) });
}

class Commands {
  readonly #pipeline: Pipeline;
  readonly #providers: ProviderResolver;
  readonly #requests: CommandRequests;
  readonly #operations: ReadonlyMap<string, readonly Operation<CommandTarget>[]>;

  constructor(adapter: CommandAdapter, pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#providers = new ProviderResolver(adapter, pipeline.settings.providerMap, pipeline.guard);
    this.#requests = new CommandRequests(pipeline, adapter.seam.requestPath);
    this.#operations = Map.groupBy(adapter.operations, ({ target }) => target.command);
  }

  wrapSend(original: Method): Method {
    const commands = this;
    return function send(...args) {
      const { guard } = commands.#pipeline;
      const call = guard.run('the start of a call', () => commands.#start(this, args));
      if (call === undefined) return original.apply(this, args);
      const context = guard.run('the watching of requests', () => commands.#requests.watch(this as object, call)) ?? call.requestContext;
      const watched = args.map((each) => (typeof each === 'function' ? commands.#watchCallback(each as Method, call) : each));
      // OpenTelemetry's own instrumentation of the SDK begins its span of the same call before `send` returns: there tracing is suppressed too.
      const beginning = new LateContext(modelCallContext(commands.#pipeline.telemetry.api(), context));
      const result = runCall(call, commands.#pipeline, () => original.apply(this, watched), beginning);
      beginning.decide(context);
      // With a callback there is no other result.
      return result === undefined ? undefined : followResult(result, call, commands.#pipeline);
    };
  }

  #start(client: unknown, [command, options]: readonly unknown[]): Call | undefined {
    if (typeof client !== 'object' || client === null) return undefined;
    const found = this.#find(command);
    if (found === undefined) return undefined;
    return startCall(this.#pipeline, {
      operation: found.operation,
      request: { body: found.body },
      provider: this.#providers.resolve(client, this.#requests.baseUrlOf(client)),
      parentContext: this.#pipeline.telemetry.api().context.active(),
      startTimeMs: Date.now(),
      startTick: performance.now(),
      isReport: true,
      abort: { signal: asRecord(options)?.['abortSignal'] as AbortSignal | undefined },
    });
  }

  #find(command: unknown): { readonly operation: Operation<CommandTarget>; readonly body: unknown } | undefined {
    const operations = this.#operations.get(commandNameOf(command) ?? '');
    if (operations === undefined) return undefined;
    const { guard } = this.#pipeline;
    const input = asRecord(command)?.['input'];
    let read: { readonly by: CommandTarget['bodyOf']; readonly body: unknown } | undefined;
    for (const operation of operations) {
      const { bodyOf, accepts } = operation.target;
      // Operations of one command read its input by one function: once.
      if (read === undefined || read.by !== bodyOf) {
        read = { by: bodyOf, body: bodyOf === undefined ? input : guard.run('bodyOf', () => bodyOf(input)) };
      }
      const { body } = read;
      if (accepts === undefined || (guard.run('accepts', () => accepts(body)) ?? true)) return { operation, body };
    }
    return undefined;
  }

  /** Runs the application's callback in the context it was given in, not in that of the request. */
  #watchCallback(callback: Method, call: Call): Method {
    const { telemetry } = this.#pipeline;
    const callerContext = telemetry.api().context.active();
    const pipeline = this.#pipeline;
    return function (...results) {
      const [error, data] = results;
      if (error !== undefined && error !== null) call.fail(error);
      else takeResult(data, call, pipeline);
      return telemetry.api().context.with(callerContext, () => callback.apply(this, results));
    };
  }
}

/**
 * The class name that `command` of a target tells. A bundler may rename the class (`_ConverseCommand`, `a`); since their schemas came, commands
 * tell the operation themselves: `schema` is `[9, namespace, 'Converse', ...]`.
 */
function commandNameOf(command: unknown): string | undefined {
  if (typeof command !== 'object' || command === null) return undefined;
  const { schema } = command as { readonly schema?: unknown };
  const operation = asString(asArray(schema)?.[2]);
  if (operation !== undefined) return `${operation}Command`;
  return asString(command.constructor?.name)?.replace(/^_+/, '');
}
