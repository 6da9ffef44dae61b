/** What an application does with a signal, however the SDK is given it. */
import { settle } from '../observe';
import type { ExpectedCall, Scenario, Scene } from '../scenario';

type Send = (scene: Scene, signal: AbortSignal) => Promise<unknown>;

/** Requests that nobody answers. */
export function abortedRequests(send: Send, aborted: ExpectedCall): Scenario[] {
  return [
    {
      name: 'aborted-while-waiting',
      cases: 'silence',
      calls: [aborted],
      async run(scene) {
        const abort = new AbortController();
        const outcome = settle(() => send(scene, abort.signal));
        await scene.received();
        abort.abort();
        return outcome;
      },
    },
    {
      name: 'aborted-never-awaited',
      cases: 'silence',
      calls: [aborted],
      async run(scene) {
        const abort = new AbortController();
        void send(scene, abort.signal);
        await scene.received();
        abort.abort();
        return scene.unhandledRejections();
      },
    },
  ];
}

/** Signals that fire while a stream is read, and before it is. */
export function abortedStreams<Stream extends AsyncIterable<unknown>>(
  open: (scene: Scene, signal: AbortSignal) => Promise<Stream>,
  aborted: ExpectedCall,
  describe: (stream: Stream) => unknown,
): Scenario[] {
  return [
    {
      name: 'stream-signal-aborts',
      cases: 'stream-endless',
      calls: [aborted],
      async run(scene) {
        const abort = new AbortController();
        const stream = await open(scene, abort.signal);
        let seen = 0;
        const error = await settle(async () => {
          for await (const chunk of stream) {
            seen += chunk === undefined ? 0 : 1;
            if (seen === 3) abort.abort();
          }
        });
        return { enough: seen >= 3, error };
      },
    },
    {
      name: 'stream-signal-aborts-unread',
      cases: 'stream-stalled',
      calls: [aborted],
      async run(scene) {
        const abort = new AbortController();
        const stream = await open(scene, abort.signal);
        abort.abort();
        return describe(stream);
      },
    },
  ];
}
