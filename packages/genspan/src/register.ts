/** `node --require genspan/register app.js`, or `--import`, or in NODE_OPTIONS: the whole distribution, by being loaded. */
import { isInternalThread } from 'node:worker_threads';
import { startGenspan } from './start-genspan';

// The thread on which Node runs module loaders runs the preloads again; the application is not there.
if (!isInternalThread) startGenspan();
