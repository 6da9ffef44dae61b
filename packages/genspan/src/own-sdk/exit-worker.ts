import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { workerData } from 'node:worker_threads';
import { exitState, type ExitMessage, type ExitRequest } from './exit-request';

const { requests, done } = workerData as ExitMessage;

/** Once: the process waits for it. Whether it was taken. */
function post({ url, headers, tls }: ExitRequest, body: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { method: 'POST', headers: { ...headers, 'content-length': String(body.byteLength) } };
    const request = url.startsWith('https:') ? httpsRequest(url, { ...options, ...tls }) : httpRequest(url, options);
    request.on('error', () => resolve(false));
    request.on('response', (response) => {
      response.resume();
      resolve((response.statusCode ?? 0) < 300);
    });
    request.end(body);
  });
}

async function sendAll(): Promise<void> {
  const taken = await Promise.all(requests.flatMap((request) => request.bodies.map((body) => post(request, body).catch(() => false))));
  Atomics.store(done, 0, taken.every(Boolean) ? exitState.sent : exitState.lost);
  Atomics.notify(done, 0);
}

void sendAll();
