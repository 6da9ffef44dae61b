/** `node --require genspan/register app.js`, or `--import`, or in NODE_OPTIONS: the whole distribution, by being loaded. */
import nodeModule from 'node:module';
import { isInternalThread, isMainThread } from 'node:worker_threads';
import { Warnings } from './process/warnings';
import { startGenspan } from './start-genspan';

if (typeof nodeModule.registerHooks === 'function') {
  // The thread on which Node runs module loaders runs the preloads again; the application is not there.
  if (!isInternalThread) startGenspan();
} else if (isMainThread) {
  new Warnings().tell(
    `genspan: Node.js 22.15 or later is needed, this is ${process.versions.node}; no call is recorded, the application is not affected.`,
  );
}
