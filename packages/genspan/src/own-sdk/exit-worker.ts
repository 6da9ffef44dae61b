import { workerData } from 'node:worker_threads';
import { createTransport } from './create-transport';
import { exitState, type ExitMessage } from './exit-request';

const { requests, done } = workerData as ExitMessage;

async function sendAll(): Promise<void> {
  // The transports do not keep a thread alive.
  const hold = setInterval(() => {}, 60_000);
  const sends = requests.flatMap(({ bodies, ...settings }) => {
    // What crosses to a worker loses its class: URLs come as text.
    const transport = createTransport({ ...settings, url: new URL(settings.url) });
    return bodies.map((body) => transport.send(body));
  });
  // The process waits for this: each is tried once, whatever the answer.
  const answers = await Promise.all(sends);
  Atomics.store(done, 0, answers.every(({ kind }) => kind === 'accepted') ? exitState.sent : exitState.lost);
  Atomics.notify(done, 0);
  clearInterval(hold);
}

void sendAll();
