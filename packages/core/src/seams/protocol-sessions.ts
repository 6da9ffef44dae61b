import type { Context } from '@opentelemetry/api';
import type { Operation, ProtocolAdapter, ProtocolRequest, ProtocolTarget } from '../adapter';
import type { Call } from '../call/call';
import { startCall } from '../call/start-call';
import { asString } from '../json';
import type { Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import type { Arrival } from './protocol-context';
import { ProtocolSession } from './protocol-session';
import { ProtocolTargets } from './protocol-targets';

/** As much as is read of an object of the SDK's class; all of it may be missing. */
export interface Protocol {
  readonly transport?: unknown;
  readonly _requestMessageId?: unknown;
  readonly _requestHandlers?: { has(method: unknown): boolean };
  readonly _requestHandlerAbortControllers?: { get(id: unknown): AbortController | undefined };
}

export class ProtocolSessions {
  readonly adapter: ProtocolAdapter;
  readonly pipeline: Pipeline;
  readonly targets = new ProtocolTargets();
  readonly #sessions = new WeakMap<object, ProtocolSession>();

  constructor(adapter: ProtocolAdapter, pipeline: Pipeline) {
    this.adapter = adapter;
    this.pipeline = pipeline;
  }

  /** That of the transport the object has now; `undefined` where it has none. */
  of(protocol: Protocol, transport = protocol.transport): ProtocolSession | undefined {
    if (typeof transport !== 'object' || transport === null) return undefined;
    const known = this.#sessions.get(protocol);
    if (known?.transport === transport) return known;
    const session = new ProtocolSession(this, protocol, transport);
    this.#sessions.set(protocol, session);
    return session;
  }

  wrapConnect(original: Method): Method {
    const sessions = this;
    return function connect(transport, ...rest) {
      sessions.pipeline.guard.run('the start of a session', () => sessions.#connected(this as Protocol, transport));
      return original.call(this, transport, ...rest);
    };
  }

  wrapOnClose(original: Method): Method {
    const sessions = this;
    return function onClose(...args) {
      sessions.pipeline.guard.run('the end of a session', () => sessions.#closed(this as Protocol));
      return original.apply(this, args);
    };
  }

  /** `undefined` for what is no request, or none that the adapter describes. */
  start(
    session: ProtocolSession | undefined,
    { parentContext, linkedSpan }: Arrival,
    request: Omit<ProtocolRequest, 'connection'>,
  ): Call | undefined {
    const operation = this.#operationOf(asString(request.method));
    if (operation === undefined) return undefined;
    const body: ProtocolRequest = { ...request, connection: session?.describe() ?? {} };
    const [startTimeMs, startTick] = [Date.now(), performance.now()];
    return startCall(this.pipeline, { operation, request: { body }, parentContext, linkedSpan, startTimeMs, startTick });
  }

  within<Result>(context: Context, work: () => Result): Result {
    return this.pipeline.telemetry.api().context.with(context, work);
  }

  #connected(protocol: Protocol, transport: unknown): void {
    // A second connection is refused by most versions.
    const session = protocol.transport === undefined ? this.of(protocol, transport) : undefined;
    if (!this.adapter.seam.isOnStdout(transport)) return;
    processState().isStdoutTaken = true;
    session?.endWithProcess();
  }

  #closed(protocol: Protocol): void {
    const session = this.#sessions.get(protocol);
    this.#sessions.delete(protocol);
    session?.end();
  }

  #operationOf(method: string | undefined): Operation<ProtocolTarget> | undefined {
    if (method === undefined) return undefined;
    const { operations } = this.adapter;
    return operations.find(({ target }) => target.rpcMethod === method) ?? operations.find(({ target }) => target.rpcMethod === '*');
  }
}
