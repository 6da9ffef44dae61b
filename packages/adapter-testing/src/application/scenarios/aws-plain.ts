/** Commands with one answer: every way to send them, and inputs that no mapping foresees. */
import { seeded } from '../../seeds';
import { type AwsDialect, makeCommand, send, sendInput, show } from '../aws-dialect';
import { deepFreeze, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, read } from '../sdk';

type Callback = (error: unknown, answer?: unknown) => void;

export function awsPlainScenarios(dialect: AwsDialect): Scenario[] {
  const done = completed(dialect.operation, dialect.more);
  const wrong = failed(dialect.operation, dialect.more);
  const { plain = '' } = dialect;
  const command = (scene: Scene): object => makeCommand(scene, plain, dialect.input(scene.model));

  return [
    {
      name: 'awaited',
      calls: [done],
      async run(scene) {
        const promise = send(scene, dialect);
        const answer = await promise;
        return {
          promise: promise.constructor.name,
          keys: Object.keys(answer as object),
          answer: show(answer),
          same: answer === (await promise),
        };
      },
    },
    {
      name: 'called-back',
      calls: [done],
      run: (scene) =>
        new Promise((resolve) => {
          const returned = invoke(scene.client(), 'send', command(scene), function (this: unknown, ...results: unknown[]) {
            resolve({
              error: results[0],
              answer: show(results[1]),
              count: results.length,
              isBound: this !== undefined,
              returned: returned === undefined,
            });
          });
        }),
    },
    {
      name: 'called-back-with-options',
      calls: [done],
      run: (scene) =>
        new Promise((resolve) => {
          const callback: Callback = (error, answer) => resolve({ error, answer: show(answer) });
          invoke(scene.client(), 'send', command(scene), { requestTimeout: 10_000 }, callback);
        }),
    },
    {
      name: 'called-back-refused',
      cases: 'status-400',
      calls: [wrong],
      run: (scene) =>
        new Promise((resolve) => {
          invoke(scene.client(), 'send', command(scene), (...results: unknown[]) => {
            resolve({ error: String(results[0]), count: results.length });
          });
        }),
    },
    {
      name: 'callback-throws',
      calls: [done],
      async run(scene) {
        await new Promise<void>((resolve) => {
          invoke(scene.client(), 'send', command(scene), () => {
            resolve();
            throw new Error('the callback of the application failed');
          });
        });
        return scene.unhandledRejections();
      },
    },
    {
      name: 'never-awaited',
      calls: [done],
      async run(scene) {
        void send(scene, dialect);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'client-looked-at',
      calls: [done],
      async run(scene) {
        const client = scene.client();
        const answer = await invoke(client, 'send', command(scene));
        const handler = read(client, 'config.requestHandler') as object;
        const middleware = invoke(client, 'middlewareStack.identify') as unknown;
        return {
          answer: show(answer),
          client: Object.keys(client),
          config: Object.keys(read(client, 'config') as object),
          handler: Object.keys(handler),
          middleware,
        };
      },
    },
    {
      name: 'sent-twice',
      calls: [{ ...done, times: 2 }],
      async run(scene) {
        const client = scene.client();
        const one = command(scene);
        return [show(await invoke(client, 'send', one)), show(await invoke(client, 'send', one)), Object.keys(one)];
      },
    },
    {
      name: 'frozen-input',
      calls: [done],
      async run(scene) {
        const input = deepFreeze(dialect.input(scene.model));
        return { answer: show(await sendInput(scene, dialect, input)), input };
      },
    },
    {
      name: 'answer-changed-by-application',
      calls: [done],
      async run(scene) {
        const answer = (await send(scene, dialect)) as Record<string, unknown>;
        answer['changed'] = true;
        return Object.keys(answer);
      },
    },
    {
      name: 'concurrent',
      calls: [{ ...done, times: 30 }],
      async run(scene) {
        const client = scene.client();
        return (await Promise.all(Array.from({ length: 30 }, () => invoke(client, 'send', command(scene))))).length;
      },
    },
    {
      name: 'input-missing',
      cases: 'seeded,status-400',
      calls: [done, failed(dialect.operation, { model: null })],
      async run(scene) {
        // Refused before a request: only an earlier one tells where the client sends.
        const client = scene.client();
        await invoke(client, 'send', command(scene));
        return settle(() => invoke(client, 'send', makeCommand(scene, plain, { ...dialect.input(scene.model), ...dialect.missing })));
      },
    },
    {
      name: 'input-unknown',
      calls: [done],
      run: async (scene) => show(await sendInput(scene, dialect, { ...dialect.input(scene.model), horizon: seeded.query })),
    },
  ];
}
