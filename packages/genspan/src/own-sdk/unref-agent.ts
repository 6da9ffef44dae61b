import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TlsFiles } from './signal-settings';
import { unrefSocket } from './unref-socket';

/** Connections that do not hold the process: an exporter's socket waits up to 10 s for a collector that hangs. */
export function createUnrefAgent(url: URL, tls: TlsFiles): HttpAgent {
  const agent = url.protocol === 'https:' ? new HttpsAgent({ keepAlive: true, ...tls }) : new HttpAgent({ keepAlive: true });
  const createConnection = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = createConnection(options, callback);
    if (socket) unrefSocket(socket as Socket);
    return socket;
  };
  const reuseSocket = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket: Duplex, request) => {
    reuseSocket(socket, request);
    (socket as Socket).unref();
  };
  return agent;
}
