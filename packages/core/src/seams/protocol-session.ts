import type { ConnectionFacts, ProtocolAdapter } from '../adapter';
import type { OpenEnded } from '../call/abandoned-calls';
import type { Call } from '../call/call';
import type { McpFacts } from '../facts';
import { asRecord, asString, type JsonRecord } from '../json';
import type { Undo } from '../patch/module-hook';
import { applyPatch } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';
import type { ProtocolTargets } from './protocol-targets';

interface OpenRequest {
  readonly call: Call;
  readonly method: unknown;
  /** The tool or prompt that it names, where that is not known yet. */
  readonly target: string | undefined;
}

/** What all sessions share. */
export interface SessionParts {
  readonly adapter: Pick<ProtocolAdapter, 'seam'>;
  readonly pipeline: Pipeline;
  readonly targets: ProtocolTargets;
}

/** One object of the protocol on one transport: what its two directions share. */
export class ProtocolSession implements OpenEnded {
  readonly hasHandles = false;
  readonly transport: object;
  readonly #seam: ProtocolAdapter['seam'];
  readonly #pipeline: Pipeline;
  readonly #targets: ProtocolTargets;
  readonly #protocol: object;
  readonly #startTick = performance.now();
  /** Requests that were received and are not answered, by their id. */
  readonly #open = new Map<unknown, OpenRequest>();
  #undoWatch: Undo | undefined;
  #hasEnded = false;
  #connection: ConnectionFacts = {};
  #agreedVersion: string | undefined;

  constructor({ adapter, pipeline, targets }: SessionParts, protocol: object, transport: object) {
    this.transport = transport;
    this.#seam = adapter.seam;
    this.#pipeline = pipeline;
    this.#targets = targets;
    this.#protocol = protocol;
  }

  /** As far as it is known by now: identifier and version come with the first answers, and may be gone when the transport is closed. */
  describe(): ConnectionFacts {
    const current = this.#pipeline.guard.run('the reading of a connection', () =>
      this.#seam.describeConnection(this.#protocol, this.transport),
    );
    if (current === undefined) return this.#connection;
    const { sessionId = this.#connection.sessionId, protocolVersion = this.#agreedVersion } = current;
    this.#connection = { ...current, sessionId, protocolVersion };
    return this.#connection;
  }

  /**
   * Whether what arrives has a context of its own. What comes through a pipe, a socket or the stream of a client comes in that of whoever
   * connected, maybe long ago.
   */
  isInsideHttpRequest(): boolean {
    return this.#role() === 'server' && this.describe().networkProtocolName === 'http';
  }

  /** `result` of `initialize`: not every transport is told the version that it names. */
  initialized(result: unknown): void {
    this.#agreedVersion = asString(asRecord(result)?.['protocolVersion']);
  }

  /** Of two requests with one id nobody can tell which an answer is for: the first is given up. */
  requestReceived(id: unknown, request: OpenRequest): void {
    const { call } = request;
    this.#open.get(id)?.call.abandon('aborted', performance.now());
    this.#open.set(id, request);
    call.whenEnded(() => {
      if (this.#open.get(id)?.call === call) this.#open.delete(id);
    });
  }

  /** Most servers over stdio end with their process only; sessions beyond count are not held here. */
  endWithProcess(): void {
    this.#pipeline.abandoned.opened(this);
  }

  abandon(): void {
    this.end();
  }

  /** By its connection or by the process, whichever ends first. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#pipeline.abandoned.ended(this);
    for (const { call } of this.#open.values()) call.abandon('aborted', performance.now());
    this.#undoWatch?.();
    const role = this.#role();
    const connection = this.describe();
    // Over HTTP without an identifier each request has a server of its own.
    const isOneRequest = role === 'server' && connection.networkProtocolName === 'http' && connection.sessionId === undefined;
    if (role === undefined || isOneRequest) return;
    this.#pipeline.recordSession({ role, connection, durationSeconds: (performance.now() - this.#startTick) / 1000 });
  }

  /**
   * Every answer goes out through the transport, also to a request that nobody handles.
   *
   * @throws where the transport cannot be watched
   */
  watchAnswers(): void {
    const session = this;
    this.#undoWatch ??= applyPatch(this.transport, 'send', (original) => {
      return function send(message, ...rest) {
        session.#pipeline.guard.run('the sending of an answer', () => session.#answerSent(message));
        return original.call(this, message, ...rest);
      };
    });
  }

  #answerSent(message: unknown): void {
    const answer = asRecord(message);
    if (answer === undefined || answer['method'] !== undefined) return;
    const request = this.#open.get(answer['id']);
    if (request === undefined) return;
    if (request.method === 'initialize') this.initialized(answer['result']);
    request.call.complete(this.#withTarget(answer, request));
  }

  #withTarget(answer: JsonRecord, request: OpenRequest): JsonRecord {
    const { target } = request;
    this.#targets.add(this.#pipeline.guard.run('the reading of an answer', () => this.#seam.targetsShownBy(request, answer)) ?? []);
    return this.#targets.has(target) ? { ...answer, target } : answer;
  }

  #role(): McpFacts['role'] | undefined {
    if ('getServerCapabilities' in this.#protocol) return 'client';
    return 'getClientCapabilities' in this.#protocol ? 'server' : undefined;
  }
}
