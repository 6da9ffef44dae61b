/** Everything that goes wrong between Google's SDKs and the provider. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type GoogleDialect, type GoogleOptions, googleRequest } from '../google-dialect';
import { settle } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { abortedRequests } from './aborted';

const operation = 'generate_content';
const wrong = failed(operation);
const wrongStream = failed(operation, { stream: true });

export function googleFailureScenarios(dialect: GoogleDialect): Scenario[] {
  const send = (scene: Scene, options?: GoogleOptions): Promise<unknown> => dialect.send(scene, googleRequest, options);
  const open = (scene: Scene, options?: GoogleOptions): Promise<unknown> => dialect.open(scene, googleRequest, options);
  const refusals = ['400', '401', '404', '429', '500', '503'].map((status) => ({
    name: `refused-${status}`,
    cases: `status-${status}`,
    calls: [wrong],
    run: (scene: Scene) => settle(() => send(scene)),
  }));
  const all: Scenario[] = [
    ...refusals,
    { name: 'stream-refused', cases: 'status-400', calls: [wrongStream], run: (scene) => settle(() => open(scene)) },
    {
      name: 'refused-same-error',
      cases: 'status-400',
      calls: [wrong],
      async run(scene) {
        const promise = send(scene);
        const errors = await Promise.all([promise, promise].map((same) => same.catch((error: unknown) => error)));
        return errors[0] === errors[1];
      },
    },
    {
      name: 'refused-never-awaited',
      cases: 'status-400',
      calls: [wrong],
      async run(scene) {
        void send(scene);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'stream-refused-never-awaited',
      cases: 'status-400',
      calls: [wrongStream],
      async run(scene) {
        void open(scene);
        return scene.unhandledRejections();
      },
    },
    { name: 'disconnected', cases: 'disconnect', calls: [wrong], run: (scene) => settle(() => send(scene)) },
    { name: 'stream-disconnected', cases: 'disconnect', calls: [wrongStream], run: (scene) => settle(() => open(scene)) },
    { name: 'broken-json', cases: 'broken-json', calls: [wrong], run: (scene) => settle(() => send(scene)) },
    {
      name: 'cut-body',
      cases: 'cut-body',
      calls: [wrong],
      run: (scene) => Promise.race([settle(() => send(scene)), sleep(1500, 'still waiting')]),
    },
    { name: 'empty-object', cases: 'empty', calls: [completed(operation)], run: (scene) => send(scene) },
    { name: 'timeout', cases: 'silence', calls: [wrong], run: (scene) => settle(() => send(scene, { timeoutMs: 150 })) },
  ];
  return dialect.hasSignal
    ? [...all, ...abortedRequests((scene, signal) => send(scene, { signal }), abandoned(operation, 'aborted'))]
    : all;
}
