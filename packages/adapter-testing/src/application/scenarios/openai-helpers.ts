/** openai's helpers on top of its calls: parsing, event emitters, tool loops. They break when a promise or stream is not what it was. */
import { seeded } from '../../seeds';
import { openaiChat, openaiResponses } from '../dialect';
import { describePromise, settle, readText } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, read, type SdkStream } from '../sdk';

/** The helpers moved out of `beta` with openai 5. */
const chatPath = (scene: Scene): string => (scene.version.startsWith('4.') ? 'beta.chat.completions' : 'chat.completions');

/** openai 4 and 5 convert schemas of zod 3, later ones those of zod 4 too. */
async function cityFormat(scene: Scene, helper: 'zodResponseFormat' | 'zodTextFormat'): Promise<unknown> {
  const { z } = (await scene.load(/^[45]\./.test(scene.version) ? 'zod/v3' : 'zod')) as {
    z: { object(shape: object): unknown; string(): unknown };
  };
  const helpers = await scene.load('openai/helpers/zod');
  return (helpers[helper] as (schema: unknown, name: string) => unknown)(z.object({ city: z.string() }), 'city');
}

interface Emitter {
  on(event: string, listener: (...values: unknown[]) => void): Emitter;
  done(): Promise<void>;
}

/** What an event-emitter helper tells, in order; the same event in a row once. */
function recordEvents(emitter: unknown, names: readonly string[]): string[] {
  const events: string[] = [];
  for (const name of names) {
    (emitter as Emitter).on(name, () => {
      if (events.at(-1) !== name) events.push(name);
    });
  }
  return events;
}

const chatEvents = [
  'connect',
  'chunk',
  'content',
  'message',
  'chatCompletion',
  'finalContent',
  'finalMessage',
  'finalChatCompletion',
  'error',
  'abort',
  'end',
];

const lookup = {
  type: 'function',
  function: {
    name: 'lookup',
    description: seeded.toolDescription,
    parameters: { type: 'object', properties: { key: { type: 'string' } } },
    parse: JSON.parse,
    function: ({ key }: { key: string }) => `${seeded.toolResult} ${key}`,
  },
};

export const openaiHelpers: readonly Scenario[] = [
  {
    name: 'parse',
    versions: '>=4.60',
    cases: 'structured',
    calls: [completed('chat')],
    async run(scene) {
      const format = await cityFormat(scene, 'zodResponseFormat');
      const promise = invoke(scene.client(), `${chatPath(scene)}.parse`, openaiChat.request(scene.model, { response_format: format }));
      const result = await promise;
      return [describePromise(promise), result, read(result, 'choices.0.message.parsed'), result === (await promise)];
    },
  },
  {
    name: 'parse-with-response',
    versions: '>=4.60',
    cases: 'structured',
    calls: [completed('chat')],
    async run(scene) {
      const format = await cityFormat(scene, 'zodResponseFormat');
      const promise = invoke(scene.client(), `${chatPath(scene)}.parse`, openaiChat.request(scene.model, { response_format: format }));
      const { data, response } = await promise.withResponse();
      return [read(data, 'choices.0.message.parsed'), response.status];
    },
  },
  {
    name: 'parse-cut',
    versions: '>=4.60',
    cases: 'cut',
    calls: [completed('chat')],
    async run(scene) {
      const format = await cityFormat(scene, 'zodResponseFormat');
      return settle(() => invoke(scene.client(), `${chatPath(scene)}.parse`, openaiChat.request(scene.model, { response_format: format })));
    },
  },
  {
    name: 'parse-refused',
    versions: '>=4.60',
    cases: 'status-400',
    calls: [failed('chat')],
    async run(scene) {
      const format = await cityFormat(scene, 'zodResponseFormat');
      return settle(() => invoke(scene.client(), `${chatPath(scene)}.parse`, openaiChat.request(scene.model, { response_format: format })));
    },
  },
  {
    name: 'parse-never-awaited',
    versions: '>=4.60',
    cases: 'status-400',
    calls: [failed('chat')],
    async run(scene) {
      void invoke(scene.client(), `${chatPath(scene)}.parse`, openaiChat.request(scene.model));
      return scene.unhandledRejections();
    },
  },
  {
    name: 'responses-parse',
    versions: '>=4.87',
    cases: 'structured',
    calls: [completed('chat')],
    async run(scene) {
      const format = await cityFormat(scene, 'zodTextFormat');
      const promise = invoke(scene.client(), 'responses.parse', openaiResponses.request(scene.model, { text: { format } }));
      const result = await promise;
      return [describePromise(promise), result, read(result, 'output_parsed')];
    },
  },
  {
    name: 'stream-helper',
    versions: '>=4.30',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model));
      const events = recordEvents(helper, chatEvents);
      const final = [
        await invoke(helper, 'finalContent'),
        await invoke(helper, 'finalMessage'),
        await invoke(helper, 'finalChatCompletion'),
      ];
      await invoke(helper, 'done');
      return { final, events, className: helper.constructor.name };
    },
  },
  {
    name: 'stream-helper-iterated',
    versions: '>=4.30',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model));
      let seen = 0;
      for await (const chunk of helper as unknown as SdkStream) seen += chunk === undefined ? 0 : 1;
      return seen;
    },
  },
  {
    name: 'stream-helper-left',
    versions: '>=4.30',
    cases: 'stream-endless',
    calls: [abandoned('chat', 'aborted', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model));
      const error = await settle(async () => {
        for await (const chunk of helper as unknown as SdkStream) if (chunk !== undefined) break;
      });
      return [error, await settle(() => invoke(helper, 'done'))];
    },
  },
  {
    name: 'stream-helper-aborted',
    versions: '>=4.30',
    cases: 'stream-endless',
    calls: [abandoned('chat', 'aborted', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model));
      const events = recordEvents(helper, ['connect', 'abort', 'error', 'end']);
      (helper as unknown as Emitter).on('chunk', () => invoke(helper, 'abort'));
      return [await settle(() => invoke(helper, 'done')), events];
    },
  },
  {
    name: 'stream-helper-refused',
    versions: '>=4.30',
    cases: 'status-400',
    calls: [failed('chat', { stream: true })],
    run: (scene) =>
      settle(() => invoke(invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model)), 'finalContent')),
  },
  {
    name: 'stream-helper-forwarded',
    versions: '>=4.30',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), `${chatPath(scene)}.stream`, openaiChat.request(scene.model));
      return readText((helper as unknown as SdkStream).toReadableStream());
    },
  },
  {
    name: 'responses-stream-helper',
    versions: '>=4.104',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const helper = invoke(scene.client(), 'responses.stream', openaiResponses.request(scene.model));
      const events = recordEvents(helper, ['connect', 'event', 'response.output_text.delta', 'error', 'abort', 'end']);
      return [await invoke(helper, 'finalResponse'), events];
    },
  },
  {
    name: 'run-tools',
    versions: '>=4.20',
    cases: 'tools,seeded',
    calls: [completed('chat', { times: 2 })],
    async run(scene) {
      const runner = invoke(scene.client(), `${chatPath(scene)}.runTools`, openaiChat.request(scene.model, { tools: [lookup] }));
      const events = recordEvents(runner, ['connect', 'message', 'functionCall', 'functionToolCall', 'finalContent', 'error', 'end']);
      return [await invoke(runner, 'finalContent'), events, read(runner, 'messages.length')];
    },
  },
  {
    name: 'run-tools-streamed',
    versions: '>=4.20',
    cases: 'tools,seeded',
    calls: [completed('chat', { stream: true, times: 2 })],
    async run(scene) {
      const runner = invoke(
        scene.client(),
        `${chatPath(scene)}.runTools`,
        openaiChat.request(scene.model, { stream: true, tools: [lookup] }),
      );
      return [await invoke(runner, 'finalContent'), read(runner, 'messages')];
    },
  },
];
