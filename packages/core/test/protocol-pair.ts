/** A class with the methods that the protocol seam patches, as small as they can be, and two of its objects on transports that are joined. */
import type { ProtocolAdapter } from '../src/adapter';

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

type Handler = (request: Message, signal: AbortSignal) => unknown;

export class Transport {
  sessionId?: string;
  peer?: Transport;
  receive?: (message: Message) => void;

  async send(message: Message): Promise<void> {
    this.peer?.receive?.(message);
  }
}

export class RpcException extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Made anew for each test: a class is patched once. */
export function makeProtocol() {
  return class Protocol {
    transport: Transport | undefined;
    _requestMessageId = 0;
    readonly _requestHandlerAbortControllers = new Map<unknown, AbortController>();
    readonly handlers = new Map<string, Handler>();
    readonly _requestHandlers = this.handlers;
    readonly waiting = new Map<unknown, { resolve(value: unknown): void; reject(error: unknown): void }>();

    async connect(transport: Transport): Promise<void> {
      this.transport = transport;
      transport.receive = (message) => {
        if (message.method !== undefined) return this._onrequest(message);
        const { resolve, reject } = this.waiting.get(message.id) ?? {};
        if (message.error === undefined) resolve?.(message.result);
        else reject?.(new RpcException(message.error.code, message.error.message));
      };
    }

    _onclose(): void {
      this.transport = undefined;
    }

    request(message: Message, options?: { readonly signal?: AbortSignal; readonly relatedRequestId?: unknown }): Promise<unknown> {
      if (message.method === 'throws') throw new TypeError('no such method');
      return this._requestWithSchemaViaCodec({}, message, {}, options);
    }

    _requestWithSchemaViaCodec(
      _codec: unknown,
      message: Message,
      _schema: unknown,
      options?: { readonly signal?: AbortSignal },
    ): Promise<unknown> {
      return new Promise((resolve, reject) => {
        if (this.transport === undefined) return reject(new Error('Not connected'));
        const id = this._requestMessageId++;
        this.waiting.set(id, { resolve, reject });
        options?.signal?.addEventListener('abort', () => reject(new Error('Request timed out')));
        void this.transport.send({ ...message, id });
      });
    }

    _onrequest(request: Message): void {
      const { id, method = '' } = request;
      const { transport } = this;
      const handler = this.handlers.get(method);
      if (method === 'dropped') return;
      if (handler === undefined) return void transport?.send({ id, error: { code: -32_601, message: 'Method not found' } });
      const controller = new AbortController();
      this._requestHandlerAbortControllers.set(id, controller);
      void Promise.resolve()
        .then(() => handler(request, controller.signal))
        .then(
          (result) => transport?.send({ id, result }),
          (error: RpcException) => transport?.send({ id, error: { code: error.code, message: error.message } }),
        );
    }
  };
}

export type ProtocolClass = ReturnType<typeof makeProtocol>;

export async function connectPair(Protocol: ProtocolClass) {
  const client = Object.assign(new Protocol(), { getServerCapabilities: () => {} });
  const server = Object.assign(new Protocol(), { getClientCapabilities: () => {} });
  const transports = { client: new Transport(), server: new Transport() };
  transports.client.peer = transports.server;
  transports.server.peer = transports.client;
  await client.connect(transports.client);
  await server.connect(transports.server);
  return { client, server, transports };
}

const describeBody: ProtocolAdapter['operations'][number]['describeRequest'] = ({ body }) => {
  const { role, id, method, params, connection, hasHandler, isTargetKnown } = body as {
    readonly role: 'client' | 'server';
    readonly id: unknown;
    readonly method: string;
    readonly params?: { readonly name?: string };
    readonly connection: object;
    readonly hasHandler?: boolean;
    readonly isTargetKnown?: boolean;
  };
  const isOwn = role === 'client';
  const toolName = isOwn || isTargetKnown || params?.name === undefined ? params?.name : '_OTHER';
  return {
    toolName,
    mcp: { ...connection, role, methodName: isOwn || hasHandler ? method : '_OTHER', requestId: id === undefined ? undefined : String(id) },
  };
};

const describeResponse: ProtocolAdapter['operations'][number]['describeResponse'] = (response) => {
  const { error, target } = response as Message & { readonly target?: string };
  return error === undefined
    ? { toolName: target }
    : { rpcStatusCode: String(error.code), failure: { type: String(error.code), message: error.message } };
};

export const protocolAdapter: ProtocolAdapter = {
  module: { name: 'protocol', versions: '*' },
  seam: {
    kind: 'protocol',
    protocolOf: (exports) => exports['Protocol'],
    describeConnection: (_protocol, transport) => ({ sessionId: (transport as Transport).sessionId, networkProtocolName: 'http' }),
    isOnStdout: () => false,
    targetOf: (_method, params) => (params as Message['params'])?.['name'] as string | undefined,
    targetsShownBy: ({ target }, { result }) => (result === undefined || target === undefined ? [] : [target]),
    rpcErrorOf: (error) => (error instanceof RpcException ? { code: error.code, message: error.message } : undefined),
  },
  operations: [
    { name: 'execute_tool', target: { rpcMethod: 'tools/call' }, isInProcess: true, describeRequest: describeBody, describeResponse },
    { name: 'mcp_request', target: { rpcMethod: '*' }, isInProcess: true, describeRequest: describeBody, describeResponse },
  ],
};
