import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A full collection, and the turns of the event loop in which finalisers run. Needs no flag on the command line. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // A WeakRef that was read lives until the turn is over.
  await wait(0);
  collect();
  await wait(10);
}
