import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const listenChannel = 'tracing:net.server.listen:asyncStart';

/**
 * Calls `start` when the first HTTP server of the process is about to listen, before it takes its first request. Costs nothing until
 * then: no module is loaded, nothing is patched. What `start` throws is the caller's to catch: from here it would end the application.
 */
export function onFirstHttpServer(start: () => void): void {
  const onListen = (message: unknown): void => {
    if (!isHttpServer((message as { server?: unknown }).server)) return;
    unsubscribe(listenChannel, onListen);
    start();
  };
  subscribe(listenChannel, onListen);
}

/** By a method that servers of node:http and node:https share with no other: `instanceof` would load both modules. */
function isHttpServer(server: unknown): boolean {
  return typeof (server as { closeIdleConnections?: unknown } | undefined)?.closeIdleConnections === 'function';
}
