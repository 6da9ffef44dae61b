/** Calls with one answer: every way to get at it. */
import { seeded } from '../../seeds';
import type { Dialect } from '../dialect';
import { deepFreeze, describePromise, headersOf, readText } from '../observe';
import { abandoned, completed, type Scenario } from '../scenario';
import { read } from '../sdk';

export function plainScenarios(dialect: Dialect): Scenario[] {
  const done = completed(dialect.operation);
  return [
    {
      name: 'awaited',
      calls: [done],
      async run(scene) {
        const promise = dialect.create(scene.client(), dialect.request(scene.model));
        const result = await promise;
        return {
          promise: describePromise(promise),
          result,
          className: (result as object).constructor.name,
          requestId: read(result, '_request_id'),
          sameAgain: result === (await promise),
        };
      },
    },
    {
      name: 'chained',
      calls: [done],
      async run(scene) {
        const steps: string[] = [];
        const promise = dialect.create(scene.client(), dialect.request(scene.model));
        const chained = promise.then((result) => `id ${read(result, 'id') as string}`).catch(() => 'caught');
        const last = chained.finally(() => steps.push('finally'));
        steps.push(await last);
        return { steps, chained: chained.constructor.name };
      },
    },
    {
      name: 'as-response',
      calls: [done],
      async run(scene) {
        const response = await dialect.create(scene.client(), dialect.request(scene.model)).asResponse();
        const before = response.bodyUsed;
        const body: unknown = await response.json();
        return {
          className: response.constructor.name,
          status: response.status,
          headers: headersOf(response),
          before,
          after: response.bodyUsed,
          body,
        };
      },
    },
    {
      name: 'as-response-body',
      calls: [done],
      async run(scene) {
        const response = await dialect.create(scene.client(), dialect.request(scene.model)).asResponse();
        // node-fetch, under openai 4, has a Node stream here.
        const web = response.body instanceof ReadableStream;
        return { web, text: web ? await readText(response.body) : await response.text(), clone: typeof response.clone };
      },
    },
    {
      name: 'as-response-unread',
      calls: [abandoned(dialect.operation, 'never_read')],
      async run(scene) {
        const response = await dialect.create(scene.client(), dialect.request(scene.model)).asResponse();
        return { status: response.status, bodyUsed: response.bodyUsed };
      },
    },
    {
      name: 'as-response-then-awaited',
      calls: [done],
      async run(scene) {
        const promise = dialect.create(scene.client(), dialect.request(scene.model));
        const response = await promise.asResponse();
        return { status: response.status, result: await promise, bodyUsed: response.bodyUsed };
      },
    },
    {
      name: 'with-response',
      calls: [done],
      async run(scene) {
        const promise = dialect.create(scene.client(), dialect.request(scene.model));
        const { data, response, request_id: requestId } = await promise.withResponse();
        return { data, status: response.status, headers: headersOf(response), requestId, same: data === (await promise) };
      },
    },
    {
      name: 'never-awaited',
      calls: [abandoned(dialect.operation, 'never_read')],
      async run(scene) {
        const promise = dialect.create(scene.client(), dialect.request(scene.model));
        return { unhandled: await scene.unhandledRejections(), promise: describePromise(promise) };
      },
    },
    {
      name: 'frozen-request',
      calls: [done],
      async run(scene) {
        const request = deepFreeze(dialect.request(scene.model, { metadata: { user_id: seeded.query } }));
        return { result: await dialect.create(scene.client(), request, deepFreeze({ timeout: 10_000 })), request };
      },
    },
    {
      name: 'changed-after-call',
      calls: [done],
      async run(scene) {
        const request = dialect.request(scene.model);
        const promise = dialect.create(scene.client(), request);
        (request[dialect.messagesField] as unknown[]).push('added after the call');
        const result = (await promise) as Record<string, unknown>;
        result['changed'] = true;
        return { result, request };
      },
    },
    {
      name: 'big-answer',
      cases: 'big',
      calls: [done],
      run: async (scene) => JSON.stringify(await dialect.create(scene.client(), dialect.request(scene.model))).length,
    },
    {
      name: 'concurrent',
      calls: [completed(dialect.operation, { times: 30 })],
      async run(scene) {
        const client = scene.client();
        const calls = Array.from({ length: 30 }, () => dialect.create(client, dialect.request(scene.model)));
        return (await Promise.all(calls)).map((result) => read(result, 'id'));
      },
    },
  ];
}
