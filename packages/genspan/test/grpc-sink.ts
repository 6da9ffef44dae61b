import { Server, ServerCredentials, status, type handleUnaryCall } from '@grpc/grpc-js';

export interface Exported {
  readonly path: string;
  readonly authorization: string;
  readonly text: string;
}

export const services = ['trace.v1.TraceService', 'metrics.v1.MetricsService', 'logs.v1.LogsService'];

/** An OTLP endpoint by the real server of the gRPC project, so that our client is held against more than our own reading of the protocol. */
export async function withServer(
  answer: handleUnaryCall<Buffer, Buffer>,
  use: (url: string, exported: readonly Exported[]) => Promise<void>,
  /** Of a server that speaks TLS. */
  pair?: { readonly cert: Buffer; readonly key: Buffer },
): Promise<void> {
  const exported: Exported[] = [];
  const server = new Server();
  for (const service of services) {
    const path = `/opentelemetry.proto.collector.${service}/Export`;
    const asIs = (bytes: Buffer): Buffer => bytes;
    const definition = {
      path,
      requestStream: false,
      responseStream: false,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    } as const;
    server.addService(
      { Export: definition },
      {
        Export: ((call, callback) => {
          exported.push({ path, authorization: String(call.metadata.get('authorization')[0]), text: call.request.toString('latin1') });
          answer(call, callback);
        }) as handleUnaryCall<Buffer, Buffer>,
      },
    );
  }
  const credentials =
    pair === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: pair.cert, private_key: pair.key }]);
  const port = await new Promise<number>((resolve, failed) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? failed(error) : resolve(bound))),
  );
  try {
    // By name: of an IP address behind TLS the client makes Node print a deprecation.
    await use(pair === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`, exported);
  } finally {
    server.forceShutdown();
  }
}

export const accept: handleUnaryCall<Buffer, Buffer> = (_call, callback) => callback(null, Buffer.alloc(0));

export { status as statusCodes };
