/** What only the older SDKs of Google have: a promise of the whole answer beside its stream, and chats that read it for their history. */
import { seeded } from '../../seeds';
import { googleRequest } from '../google-dialect';
import { readAll, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, read, type SdkPromise } from '../sdk';

const done = completed('generate_content');
const streamed = completed('generate_content', { stream: true });
const broken = failed('generate_content', { stream: true });

interface Held {
  readonly stream: AsyncIterable<unknown>;
  readonly response: Promise<unknown>;
}

/** `model`: one of the SDK's, for the model that the scenario names. */
export function heldScenarios(model: (scene: Scene) => object): Scenario[] {
  const open = async (scene: Scene): Promise<Held> => (await invoke(model(scene), 'generateContentStream', googleRequest)) as Held;
  const say = (chat: object, method: string): SdkPromise => invoke(chat, method, seeded.query);
  return [
    { name: 'whole-only', calls: [streamed], run: async (scene) => told(await (await open(scene)).response) },
    {
      name: 'whole-after-stream',
      calls: [streamed],
      async run(scene) {
        const { stream, response } = await open(scene);
        return { read: await readAll(stream), whole: told(await response) };
      },
    },
    {
      name: 'whole-broken',
      cases: 'stream-broken',
      calls: [broken],
      run: (scene) => settle(async () => (await open(scene)).response),
    },
    {
      name: 'whole-broken-unhandled',
      cases: 'stream-broken',
      calls: [broken],
      async run(scene) {
        const { stream } = await open(scene);
        return { read: await readAll(stream), unhandled: await scene.unhandledRejections() };
      },
    },
    {
      name: 'text-request',
      calls: [done],
      run: async (scene) => told(read(await invoke(model(scene), 'generateContent', seeded.prompt), 'response')),
    },
    {
      name: 'chat',
      calls: [done, streamed],
      async run(scene) {
        const chat = invoke(model(scene), 'startChat', {
          history: [
            { role: 'user', parts: [{ text: seeded.prompt }] },
            { role: 'model', parts: [{ text: 'a' }] },
          ],
        });
        const first = told(read(await say(chat, 'sendMessage'), 'response'));
        const { stream, response } = (await say(chat, 'sendMessageStream')) as unknown as Held;
        const second = await readAll(stream);
        return { first, second, whole: told(await response), history: await invoke(chat, 'getHistory') };
      },
    },
    {
      name: 'chat-whole-only',
      calls: [streamed],
      async run(scene) {
        const chat = invoke(model(scene), 'startChat', {});
        return told(await ((await say(chat, 'sendMessageStream')) as unknown as Held).response);
      },
    },
    {
      name: 'chat-broken',
      cases: 'stream-broken',
      calls: [broken],
      async run(scene) {
        const chat = invoke(model(scene), 'startChat', {});
        const { stream } = (await say(chat, 'sendMessageStream')) as unknown as Held;
        return { read: await readAll(stream), unhandled: await scene.unhandledRejections() };
      },
    },
    {
      name: 'chat-refused',
      cases: 'status-400',
      calls: [failed('generate_content')],
      run: (scene) => settle(() => say(invoke(model(scene), 'startChat', {}), 'sendMessage')),
    },
  ];
}

/** Without the functions that the SDK adds. */
function told(response: unknown): unknown {
  return JSON.parse(JSON.stringify(response)) as unknown;
}
