/** A server that keeps what it is sent, byte for byte, and answers as it is told. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SinkServer {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** `answer`: status and headers of the nth request, counted from 0; `undefined` for none at all. */
export async function startSinkServer(
  answer: (index: number) => { status: number; headers?: Record<string, string> } | undefined = () => ({ status: 200 }),
): Promise<SinkServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    const answered = answer(requests.length);
    requests.push({ method: request.method, path: request.url, headers: request.headers, body });
    if (answered === undefined) request.socket.destroy();
    else response.writeHead(answered.status, answered.headers).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
