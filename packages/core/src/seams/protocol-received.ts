import type { Call } from '../call/call';
import { asRecord } from '../json';
import type { Method } from '../patch/patch-registry';
import { extractContext } from './protocol-context';
import type { Protocol, ProtocolSessions } from './protocol-sessions';

/** Requests of the other side, from their arrival until their answer is handed to the transport. Their handlers run in their context. */
export class ReceivedRequests {
  readonly #sessions: ProtocolSessions;

  constructor(sessions: ProtocolSessions) {
    this.#sessions = sessions;
  }

  wrap(original: Method): Method {
    const received = this;
    const { guard } = this.#sessions.pipeline;
    return function onRequest(message, ...rest) {
      const protocol = this as Protocol;
      const call = guard.run('the start of a call', () => received.#start(protocol, message));
      if (call === undefined) return original.call(this, message, ...rest);
      const result = received.#sessions.within(call.requestContext, () => original.call(this, message, ...rest));
      guard.run('the watching of a request', () => received.#watchCancellation(protocol, message, call));
      return result;
    };
  }

  #start(protocol: Protocol, message: unknown): Call | undefined {
    const request = asRecord(message);
    const session = this.#sessions.of(protocol);
    if (request === undefined || session === undefined) return undefined;
    const { adapter, pipeline, targets } = this.#sessions;
    const { telemetry, settings, guard } = pipeline;
    const api = telemetry.api();
    session.watchAnswers();
    const active = session.isInsideHttpRequest() ? api.context.active() : api.ROOT_CONTEXT;
    const arrival = settings.mcpContext ? extractContext(request, active, api) : { parentContext: active };
    const { id, method, params } = request;
    const target = guard.run('the reading of a request', () => adapter.seam.targetOf(method, params));
    const isTargetKnown = targets.has(target);
    const call = this.#sessions.start(session, arrival, {
      role: 'server',
      id,
      method,
      params,
      hasHandler: protocol._requestHandlers?.has(method) === true,
      isTargetKnown,
    });
    if (call !== undefined) session.requestReceived(id, { call, method, target: isTargetKnown ? undefined : target });
    return call;
  }

  /** What has no controller was answered or dropped at once; the rest may be cancelled by the other side, or by the end of the session. */
  #watchCancellation(protocol: Protocol, message: unknown, call: Call): void {
    const id = asRecord(message)?.['id'];
    if (call.isEnded) return;
    const signal = protocol._requestHandlerAbortControllers?.get(id)?.signal;
    if (signal === undefined) call.abandon('aborted', performance.now());
    else signal.addEventListener('abort', () => call.abandon('aborted', performance.now()), { once: true });
  }
}
