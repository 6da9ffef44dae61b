/** Everything that goes wrong between the client and the provider. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dialect } from '../dialect';
import { settle, readAll } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { openStream, type SdkPromise } from '../sdk';
import { abortedRequests } from './aborted';

export function failureScenarios(dialect: Dialect): Scenario[] {
  const { operation } = dialect;
  const create = (scene: Scene, options?: object): SdkPromise => dialect.create(scene.client(), dialect.request(scene.model), options);
  const createStream = (scene: Scene, options?: object): SdkPromise =>
    dialect.create(scene.client(), dialect.request(scene.model, { stream: true }), options);
  const streamFailed = failed(operation, { stream: true });

  return [
    { name: 'refused', cases: 'status-400', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    { name: 'refused-404', cases: 'status-404', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    { name: 'refused-401', cases: 'status-401', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    {
      name: 'refused-as-response',
      cases: 'status-400',
      calls: [failed(operation)],
      run: (scene) => settle(() => create(scene).asResponse()),
    },
    {
      name: 'refused-with-response',
      cases: 'status-400',
      calls: [failed(operation)],
      run: (scene) => settle(() => create(scene).withResponse()),
    },
    {
      name: 'refused-same-error',
      cases: 'status-400',
      calls: [failed(operation)],
      async run(scene) {
        const promise = create(scene);
        const errors = await Promise.all([promise, promise].map((same) => same.catch((error: unknown) => error)));
        return errors[0] === errors[1];
      },
    },
    {
      name: 'refused-unhandled',
      cases: 'status-400',
      calls: [failed(operation)],
      async run(scene) {
        // Nobody awaits, catches or keeps it.
        create(scene).then(undefined, undefined);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'refused-never-awaited',
      cases: 'status-400',
      calls: [failed(operation)],
      async run(scene) {
        void create(scene);
        return scene.unhandledRejections();
      },
    },
    { name: 'stream-refused', cases: 'status-400', calls: [streamFailed], run: (scene) => settle(() => createStream(scene)) },
    {
      name: 'stream-refused-never-awaited',
      cases: 'status-400',
      calls: [streamFailed],
      async run(scene) {
        void createStream(scene);
        return scene.unhandledRejections();
      },
    },
    { name: 'retried-429', cases: 'status-429,seeded', calls: [completed(operation)], run: async (scene) => create(scene) },
    { name: 'retried-disconnect', cases: 'disconnect,seeded', calls: [completed(operation)], run: async (scene) => create(scene) },
    {
      name: 'stream-retried',
      cases: 'status-503,status-429,seeded',
      calls: [completed(operation, { stream: true })],
      run: async (scene) => readAll(await openStream(createStream(scene))),
    },
    { name: 'exhausted-500', cases: 'status-500', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    { name: 'exhausted-429', cases: 'status-429', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    {
      name: 'disconnected',
      cases: 'disconnect',
      calls: [failed(operation)],
      run: (scene) => settle(() => create(scene, { maxRetries: 0 })),
    },
    {
      name: 'disconnected-never-awaited',
      cases: 'disconnect',
      calls: [failed(operation)],
      async run(scene) {
        void create(scene, { maxRetries: 0 });
        return scene.unhandledRejections();
      },
    },
    {
      name: 'timeout',
      cases: 'silence',
      calls: [failed(operation)],
      run: (scene) => settle(() => create(scene, { maxRetries: 0, timeout: 150 })),
    },
    { name: 'broken-json', cases: 'broken-json', calls: [failed(operation)], run: (scene) => settle(() => create(scene)) },
    {
      name: 'cut-body',
      cases: 'cut-body',
      calls: [failed(operation)],
      // node-fetch 2 never tells that a body was cut, so a client on it waits for ever.
      run: (scene) => Promise.race([settle(() => create(scene)), sleep(1500, 'still waiting')]),
    },
    { name: 'not-json', cases: 'not-json', calls: [completed(operation)], run: (scene) => settle(() => create(scene)) },
    { name: 'empty-object', cases: 'empty', calls: [completed(operation)], run: async (scene) => create(scene) },
    {
      name: 'stream-cut',
      cases: 'stream-cut',
      calls: [streamFailed],
      run: async (scene) => readAll(await openStream(createStream(scene))),
    },
    {
      name: 'stream-broken',
      cases: 'stream-broken',
      calls: [streamFailed],
      run: async (scene) => readAll(await openStream(createStream(scene))),
    },
    {
      name: 'stream-error-event',
      cases: 'stream-error',
      calls: [streamFailed],
      run: async (scene) => readAll(await openStream(createStream(scene))),
    },
    {
      name: 'stream-short',
      cases: 'stream-short',
      calls: [completed(operation, { stream: true })],
      run: async (scene) => readAll(await openStream(createStream(scene))),
    },
    {
      name: 'aborted-before',
      calls: [abandoned(operation, 'aborted')],
      async run(scene) {
        const abort = new AbortController();
        abort.abort();
        return settle(() => create(scene, { signal: abort.signal }));
      },
    },
    ...abortedRequests((scene, signal) => create(scene, { signal }), abandoned(operation, 'aborted')),
  ];
}
