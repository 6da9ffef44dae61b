/** `ai.interactions` of `@google/genai`: until 2.0 a client of its own with promises of its own, afterwards plain promises and web streams. */
import { seeded } from '../../seeds';
import { describePromise, readAll, settle } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read, type SdkPromise } from '../sdk';

const done = completed('chat');
const streamed = completed('chat', { stream: true });
const since = '>=1.52';

function create(scene: Scene, more: object = {}): SdkPromise {
  const request = { model: scene.model, system_instruction: seeded.instructions, input: seeded.prompt, ...more };
  return invoke(scene.client(), 'interactions.create', request, { maxRetries: 0, retries: { strategy: 'none' } });
}

const all: readonly Scenario[] = [
  {
    name: 'awaited',
    calls: [done],
    async run(scene) {
      const promise = create(scene);
      const result = await promise;
      return { promise: describePromise(promise), result: told(result) };
    },
  },
  {
    name: 'tools',
    cases: 'tools',
    calls: [done],
    run: async (scene) =>
      told(
        await create(scene, {
          tools: [{ type: 'function', name: 'send_mail', description: seeded.toolDescription, parameters: { type: 'object' } }],
        }),
      ),
  },
  {
    name: 'of-steps',
    versions: '>=2.32',
    calls: [done],
    run: async (scene) =>
      told(
        await create(scene, {
          input: [
            { type: 'user_input', content: [{ type: 'text', text: seeded.prompt }] },
            { type: 'function_call', id: 'call_1', name: 'send_mail', arguments: { to: seeded.argument } },
            { type: 'function_result', call_id: 'call_1', result: { sent: seeded.toolResult } },
          ],
        }),
      ),
  },
  {
    name: 'agent',
    calls: [completed('invoke_agent', { model: null, target: 'deep-research' })],
    run: async (scene) =>
      told(await invoke(scene.client(), 'interactions.create', { agent: 'deep-research', input: seeded.prompt, background: true })),
  },
  {
    name: 'fetched',
    calls: [completed('fetch_response', { model: null })],
    run: async (scene) => told(await invoke(scene.client(), 'interactions.get', 'int_seeded')),
  },
  { name: 'refused', cases: 'status-400', calls: [failed('chat')], run: (scene) => settle(() => create(scene)) },
  {
    name: 'refused-never-awaited',
    cases: 'status-400',
    calls: [failed('chat')],
    async run(scene) {
      void create(scene);
      return scene.unhandledRejections();
    },
  },
  {
    name: 'failed',
    cases: 'failed',
    calls: [failed('chat')],
    run: (scene) => settle(async () => told(await create(scene))),
  },
  {
    name: 'stream-read',
    versions: '>=2.32',
    calls: [streamed],
    run: async (scene) => readAll(await openStream(create(scene, { stream: true }))),
  },
  {
    name: 'stream-read-in-turns',
    versions: '>=1.52 <2.32',
    cases: 'turns',
    calls: [streamed],
    run: async (scene) => readAll(await openStream(create(scene, { stream: true }))),
  },
  {
    name: 'stream-tools',
    versions: '>=2.32',
    cases: 'tools',
    calls: [streamed],
    run: async (scene) => readAll(await openStream(create(scene, { stream: true }))),
  },
  {
    name: 'stream-left',
    versions: '>=2.32',
    cases: 'stream-endless',
    calls: [abandoned('chat', 'reader_left', { stream: true })],
    async run(scene) {
      let seen = 0;
      for await (const event of await openStream(create(scene, { stream: true }))) {
        seen += event === undefined ? 0 : 1;
        if (seen === 6) break;
      }
      return seen;
    },
  },
  {
    name: 'stream-by-reader',
    versions: '>=2.32',
    calls: [streamed],
    async run(scene) {
      const reader = ((await create(scene, { stream: true })) as ReadableStream<unknown>).getReader();
      let seen = 0;
      while (!(await reader.read()).done) seen += 1;
      return seen;
    },
  },
  {
    name: 'stream-never-read',
    versions: '>=2.32',
    calls: [abandoned('chat', 'never_read', { stream: true })],
    async run(scene) {
      const stream = await create(scene, { stream: true });
      return { className: (stream as object).constructor.name, keys: Object.keys(stream as object) };
    },
  },
  {
    name: 'as-response',
    versions: '>=1.52 <2.32',
    calls: [done],
    async run(scene) {
      const response = await create(scene).asResponse();
      return { status: response.status, body: (await response.json()) as unknown };
    },
  },
];

export const genaiInteractions: readonly Scenario[] = all.map((scenario) => ({
  versions: since,
  ...scenario,
  name: `interaction-${scenario.name}`,
}));

/** Without what the SDK adds of the HTTP answer. */
function told(result: unknown): unknown {
  return {
    id: read(result, 'id'),
    status: read(result, 'status'),
    className: (result as object).constructor.name,
    keys: Object.keys(result as object),
  };
}
