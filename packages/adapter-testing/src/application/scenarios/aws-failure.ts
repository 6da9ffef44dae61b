/** Everything that goes wrong between a client of AWS and the service. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsDialect, open, openAnswer, send, type SendOptions, show } from '../aws-dialect';
import { readAll, settle } from '../observe';
import { abandoned, completed, type ExpectedCall, failed, type Scenario, type Scene } from '../scenario';
import { abortedRequests } from './aborted';

/** Over HTTP/2 a connection that breaks looks like the end of the answer; over HTTP/1 it is an error. */
export function onBothProtocols({ http2Versions }: AwsDialect, http2: ExpectedCall, http1: ExpectedCall): ExpectedCall[] {
  if (http2Versions === undefined) return [http1];
  return [
    { ...http2, versions: http2Versions },
    { ...http1, versions: `<${http2Versions.replace('>=', '')}` },
  ];
}

export function awsPlainFailures(dialect: AwsDialect): Scenario[] {
  const wrong = failed(dialect.operation, dialect.more);
  const done = completed(dialect.operation, dialect.more);
  const left = abandoned(dialect.operation, 'aborted', dialect.more);
  const sendWith = (scene: Scene, options?: SendOptions): Promise<unknown> => send(scene, dialect, {}, options);
  const refusals = ['400', '403', '404', '429', '500', '503'].map((status) => ({
    name: `refused-${status}`,
    cases: `status-${status}`,
    calls: [wrong],
    run: (scene: Scene) => settle(() => sendWith(scene)),
  }));
  return [
    ...refusals,
    {
      name: 'refused-never-awaited',
      cases: 'status-400',
      calls: [wrong],
      async run(scene) {
        void sendWith(scene);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'refused-same-error',
      cases: 'status-400',
      calls: [wrong],
      async run(scene) {
        const promise = sendWith(scene);
        const errors = await Promise.all([promise, promise].map((same) => same.catch((error: unknown) => error)));
        return errors[0] === errors[1];
      },
    },
    { name: 'retried-429', cases: 'status-429,seeded', calls: [done], run: async (scene) => show(await sendWith(scene)) },
    { name: 'retried-500', cases: 'status-500,status-503,seeded', calls: [done], run: async (scene) => show(await sendWith(scene)) },
    { name: 'retried-disconnect', cases: 'disconnect,seeded', calls: [done], run: async (scene) => show(await sendWith(scene)) },
    { name: 'disconnected', cases: 'disconnect', calls: [wrong], run: (scene) => settle(() => sendWith(scene)) },
    {
      name: 'not-json',
      cases: 'not-json',
      calls: [dialect.name === 'invoke' ? done : wrong],
      run: (scene) => settle(async () => show(await sendWith(scene))),
    },
    {
      name: 'broken-json',
      cases: 'broken-json',
      calls: [dialect.name === 'invoke' ? done : wrong],
      run: (scene) => settle(async () => show(await sendWith(scene))),
    },
    {
      name: 'cut-body',
      cases: 'cut-body',
      calls: dialect.name === 'invoke' ? onBothProtocols(dialect, done, wrong) : [wrong],
      run: (scene) => Promise.race([settle(() => sendWith(scene)), sleep(3000, 'still waiting')]),
    },
    { name: 'empty-object', cases: 'empty', calls: [done], run: async (scene) => show(await sendWith(scene)) },
    {
      name: 'aborted-before',
      calls: [left],
      async run(scene) {
        const abort = new AbortController();
        abort.abort();
        return settle(() => sendWith(scene, { abortSignal: abort.signal }));
      },
    },
    ...abortedRequests((scene, abortSignal) => sendWith(scene, { abortSignal }), left),
  ];
}

export function awsStreamFailures(dialect: AwsDialect): Scenario[] {
  const broken = failed(dialect.operation, { stream: true, ...dialect.more });
  const done = completed(dialect.operation, { stream: true, ...dialect.more });
  return [
    { name: 'stream-refused', cases: 'status-400', calls: [broken], run: (scene) => settle(() => openAnswer(scene, dialect)) },
    {
      name: 'stream-refused-never-awaited',
      cases: 'status-400',
      calls: [broken],
      async run(scene) {
        void openAnswer(scene, dialect);
        return scene.unhandledRejections();
      },
    },
    { name: 'stream-retried', cases: 'status-503,seeded', calls: [done], run: async (scene) => readAll(await open(scene, dialect)) },
    { name: 'stream-disconnected', cases: 'disconnect', calls: [broken], run: (scene) => settle(() => openAnswer(scene, dialect)) },
  ];
}
