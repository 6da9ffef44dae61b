import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

/** A connection that is being made holds the process, even by an unreferenced socket; this bounds it. */
const maxConnectMs = 3_000;

export function unrefSocket(socket: Socket): Socket {
  socket.unref();
  const late = Object.assign(new Error('ETIMEDOUT'), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => socket.destroy(late), maxConnectMs).unref();
  const clear = (): void => clearTimeout(timer);
  return socket.once('connect', clear).once('close', clear);
}

/** Takes the place of `net.connect` in the gRPC client (scripts/bundle-sdk.cjs). */
export function connectUnref(address: TcpNetConnectOpts, onConnect: () => void): Socket {
  return unrefSocket(connect(address, onConnect));
}
