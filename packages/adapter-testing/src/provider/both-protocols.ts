/** One port that speaks HTTP/1 and, without TLS, HTTP/2: clients of AWS choose by themselves, and the first bytes of a connection tell. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';

export interface BothServer {
  readonly origin: string;
  closeAllConnections(): void;
  close(): Promise<void>;
}

const http2Preface = 'PRI * HTTP/2';

export async function listenToBoth(listener: RequestListener): Promise<BothServer> {
  const http1 = createServer(listener);
  // Requests and answers of both have the members that the provider uses.
  const http2 = createHttp2Server(listener as unknown as Parameters<typeof createHttp2Server>[0]);
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', (bytes) => {
      socket.pause();
      socket.unshift(bytes);
      (bytes.toString('latin1').startsWith(http2Preface) ? http2 : http1).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  const closeAllConnections = (): void => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    closeAllConnections,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        closeAllConnections();
      }),
  };
}
