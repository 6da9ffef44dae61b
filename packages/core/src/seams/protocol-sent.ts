import type { Call } from '../call/call';
import { isThenable } from '../call/thenable';
import { asRecord, type JsonRecord } from '../json';
import type { Method } from '../patch/patch-registry';
import { injectContext } from './protocol-context';
import type { ProtocolSession } from './protocol-session';
import type { Protocol, ProtocolSessions } from './protocol-sessions';

interface SentRequest {
  readonly call: Call;
  readonly session: ProtocolSession | undefined;
  /** As it is sent: with the trace context. */
  readonly message: JsonRecord;
  readonly signal: AbortSignal | undefined;
}

/** Requests to the other side, until their answer has been read or they were given up. */
export class SentRequests {
  readonly #sessions: ProtocolSessions;
  /** While `request` runs, which calls the inner method for the same request. */
  #isInRequest = false;

  constructor(sessions: ProtocolSessions) {
    this.#sessions = sessions;
  }

  wrap(original: Method): Method {
    const requests = this;
    return function request(message, ...rest) {
      const sent = requests.#start(this as Protocol, message, rest);
      if (sent === undefined) return original.call(this, message, ...rest);
      return requests.#follow(sent, () => requests.#withinRequest(() => original.call(this, sent.message, ...rest)));
    };
  }

  wrapInner(original: Method): Method {
    const requests = this;
    return function request(codec, message, ...rest) {
      // What belongs to no handler is the repetition of a request that is still followed.
      const isOwnRequest = !requests.#isInRequest && asRecord(rest[1])?.['relatedRequestId'] !== undefined;
      const sent = isOwnRequest ? requests.#start(this as Protocol, message, rest) : undefined;
      if (sent === undefined) return original.call(this, codec, message, ...rest);
      return requests.#follow(sent, () => original.call(this, codec, sent.message, ...rest));
    };
  }

  #start(protocol: Protocol, message: unknown, rest: readonly unknown[]): SentRequest | undefined {
    return this.#sessions.pipeline.guard.run('the start of a call', () => {
      const request = asRecord(message);
      if (request === undefined) return undefined;
      const { telemetry, settings } = this.#sessions.pipeline;
      const api = telemetry.api();
      const session = this.#sessions.of(protocol);
      const signal = rest.map((argument) => asRecord(argument)?.['signal']).find((each) => each instanceof AbortSignal);
      // The one it is given, unless it is refused at once.
      const id = session === undefined || signal?.aborted ? undefined : protocol._requestMessageId;
      const { method, params } = request;
      const call = this.#sessions.start(session, { parentContext: api.context.active() }, { role: 'client', id, method, params });
      if (call === undefined) return undefined;
      return { call, session, signal, message: settings.mcpContext ? injectContext(request, call.requestContext, api) : request };
    });
  }

  #follow(sent: SentRequest, send: () => unknown): unknown {
    let result: unknown;
    try {
      result = this.#sessions.within(sent.call.requestContext, send);
    } catch (error) {
      this.#failed(sent, error);
      throw error;
    }
    if (!isThenable(result)) {
      this.#succeeded(sent, result);
      return result;
    }
    return result.then(
      (value: unknown) => {
        this.#succeeded(sent, value);
        return value;
      },
      (error: unknown) => {
        this.#failed(sent, error);
        throw error;
      },
    );
  }

  #succeeded({ call, session, message }: SentRequest, result: unknown): void {
    if (message['method'] === 'initialize') session?.initialized(result);
    call.complete({ result });
  }

  #failed({ call, signal }: SentRequest, error: unknown): void {
    // The SDK tells an abort by the error of a timeout.
    if (signal?.aborted) return call.abandon('aborted', performance.now());
    const { adapter, pipeline } = this.#sessions;
    const rpcError = pipeline.guard.run('the reading of an error', () => adapter.seam.rpcErrorOf(error));
    if (rpcError === undefined) call.fail(error);
    else call.complete({ error: rpcError });
  }

  #withinRequest(work: () => unknown): unknown {
    const outer = this.#isInRequest;
    this.#isInRequest = true;
    try {
      return work();
    } finally {
      this.#isInRequest = outer;
    }
  }
}
