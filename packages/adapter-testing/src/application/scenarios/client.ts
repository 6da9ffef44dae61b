/** Clients made, copied, derived and wrapped in every way an application does. */
import type { Dialect } from '../dialect';
import { classNames, describePromise, settle, readAll } from '../observe';
import { completed, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, ownerOf, read, type SdkPromise } from '../sdk';
import { processSeeds } from '../../seeds';

type AnyFunction = (this: unknown, ...values: unknown[]) => unknown;

export function clientScenarios(dialect: Dialect, className: string): Scenario[] {
  const done = completed(dialect.operation);
  const create = (scene: Scene, client: object): SdkPromise => dialect.create(client, dialect.request(scene.model));

  return [
    {
      name: 'client-shape',
      calls: [],
      async run(scene) {
        const client = scene.client();
        const resource = dialect.name === 'chat' ? 'chat' : dialect.name;
        return {
          keys: Object.keys(client),
          classes: classNames(client),
          sameResource: read(client, resource) === read(client, resource),
          isInstance: client instanceof (scene.sdk[className] as new () => object),
          methods: describeMethods(client),
          exports: Object.keys(scene.sdk).toSorted(),
        };
      },
    },
    {
      name: 'client-with-options',
      versions: className === 'OpenAI' ? '>=5' : className === 'Cerebras' ? '>=99' : '*',
      calls: [{ ...done, times: 2 }],
      async run(scene) {
        const client = scene.client();
        const copy = invoke(client, 'withOptions', { maxRetries: 0 });
        return [await create(scene, copy), await create(scene, client), copy.constructor.name, copy === (client as unknown)];
      },
    },
    {
      name: 'client-subclass',
      calls: [done],
      async run(scene) {
        const Base = scene.sdk[className] as new (options: unknown) => object;
        class Derived extends Base {
          readonly own = 'field';
          hello(): string {
            return `hello ${this.own}`;
          }
        }
        const client = new Derived(scene.clientOptions);
        return [client.hello(), await create(scene, client), client instanceof Derived, client instanceof Base, classNames(client)];
      },
    },
    {
      name: 'client-own-fetch',
      calls: [done],
      async run(scene) {
        const seen: string[] = [];
        const own = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
          seen.push(init?.method ?? 'none');
          return fetch(url, init);
        };
        return [await create(scene, scene.client({ fetch: own })), seen];
      },
    },
    {
      name: 'client-query-and-headers',
      calls: [done],
      run: async (scene) =>
        dialect.create(scene.client({ defaultQuery: { secret: processSeeds.urlQuery } }), dialect.request(scene.model), {
          headers: { 'x-trace': processSeeds.header },
          query: { other: processSeeds.urlQuery },
        }),
    },
    {
      name: 'client-wrapped-by-application',
      calls: [done],
      async run(scene) {
        const seen: unknown[] = [];
        const client = scene.client() as { post: AnyFunction };
        const original = client.post;
        client.post = function (path, ...rest) {
          seen.push(path);
          return original.call(this, path, ...rest);
        };
        const promise = create(scene, client);
        return [describePromise(promise), await promise, seen];
      },
    },
    {
      name: 'client-prototype-wrapped-by-application',
      calls: [done],
      async run(scene) {
        const client = scene.client();
        const owner = ownerOf(client, 'makeRequest') ?? {};
        const original = owner['makeRequest'] as AnyFunction;
        let seen = 0;
        owner['makeRequest'] = function (this: unknown, ...values: unknown[]) {
          seen += 1;
          return original.apply(this, values);
        };
        try {
          return [await create(scene, client), seen];
        } finally {
          owner['makeRequest'] = original;
        }
      },
    },
    {
      name: 'client-method-unbound',
      calls: [],
      async run(scene) {
        const resource = read(scene.client(), dialect.name === 'chat' ? 'chat.completions' : dialect.name) as { create: AnyFunction };
        const { create: unbound } = resource;
        return settle(() => unbound(dialect.request(scene.model)));
      },
    },
    {
      name: 'client-stream-with-own-fetch',
      calls: [completed(dialect.operation, { stream: true })],
      async run(scene) {
        const client = scene.client({ fetch: (url: string | URL | Request, init?: RequestInit) => fetch(url, init) });
        return readAll(await openStream(dialect.create(client, dialect.request(scene.model, { stream: true }))));
      },
    },
    {
      name: 'client-raw-post',
      calls: [done],
      async run(scene) {
        const path = { chat: '/chat/completions', responses: '/responses', messages: '/v1/messages' }[dialect.name];
        const prefix = { Groq: '/openai/v1', Cerebras: '/v1' }[className] ?? '';
        return invoke(scene.client(), 'post', `${prefix}${path}`, { body: dialect.request(scene.model) });
      },
    },
  ];
}

/** How the methods that a hook would replace look from outside. */
function describeMethods(client: object): unknown {
  return ['post', 'get', 'request', 'makeRequest', 'withOptions'].map((name) => {
    const owner = ownerOf(client, name);
    const method = owner?.[name] as AnyFunction | undefined;
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    return { name, functionName: method?.name, length: method?.length, enumerable: descriptor?.enumerable, writable: descriptor?.writable };
  });
}
