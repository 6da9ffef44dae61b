/** What only the Anthropic SDK has. */
import { seeded, seededMedia } from '../../seeds';
import { anthropicMessages } from '../dialect';
import { describePromise, describeStream, settle, readAll, readText } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, read, type SdkStream } from '../sdk';

const request = anthropicMessages.request;

const agent = {
  name: 'zoo desk',
  system: seeded.instructions,
  tools: [{ type: 'custom', name: 'lookup', description: seeded.toolDescription, input_schema: { type: 'object' } }],
  metadata: { note: seeded.query },
};

interface Emitter {
  on(event: string, listener: () => void): Emitter;
}

function openHelper(scene: Scene, path = 'messages'): unknown {
  return invoke(scene.client(), `${path}.stream`, request(scene.model));
}

export const anthropicScenarios: readonly Scenario[] = [
  {
    name: 'message-parts',
    calls: [completed('chat')],
    run: async (scene) =>
      anthropicMessages.create(
        scene.client(),
        request(scene.model, {
          system: [{ type: 'text', text: seeded.instructions, cache_control: { type: 'ephemeral' } }],
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: seeded.prompt },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: seededMedia } },
                { type: 'document', source: { type: 'url', url: `https://zoo.example/${seeded.query}` } },
              ],
            },
            {
              role: 'assistant',
              content: [
                { type: 'thinking', thinking: seeded.argument, signature: 'x' },
                { type: 'redacted_thinking', data: seeded.argument },
                { type: 'tool_use', id: 'toolu_1', name: 'lookup', input: { key: seeded.argument } },
              ],
            },
            {
              role: 'user',
              content: [
                { type: 'tool_result', tool_use_id: 'toolu_1', is_error: true, content: [{ type: 'text', text: seeded.toolResult }] },
              ],
            },
          ],
          tools: [
            { name: 'lookup', description: seeded.toolDescription, input_schema: { type: 'object' } },
            { type: 'web_search_20250305', name: 'web_search' },
          ],
          thinking: { type: 'enabled', budget_tokens: 1024 },
          stop_sequences: ['END'],
          top_k: 5,
          metadata: { user_id: seeded.query },
        }),
      ),
  },
  {
    name: 'beta-create',
    calls: [completed('chat')],
    async run(scene) {
      const promise = invoke(scene.client(), 'beta.messages.create', request(scene.model, { betas: ['files-api-2025-04-14'] }));
      return [describePromise(promise), await promise];
    },
  },
  {
    name: 'beta-create-streamed',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const stream = await openStream(invoke(scene.client(), 'beta.messages.create', request(scene.model, { stream: true })));
      return [describeStream(stream), await readAll(stream)];
    },
  },
  {
    name: 'count-tokens',
    calls: [],
    run: async (scene) =>
      invoke(scene.client(), 'messages.countTokens', { model: scene.model, messages: [{ role: 'user', content: seeded.prompt }] }),
  },
  {
    name: 'complete',
    versions: '<1',
    calls: [completed('text_completion')],
    run: async (scene) =>
      invoke(scene.client(), 'completions.create', { model: scene.model, max_tokens_to_sample: 10, prompt: seeded.prompt }),
  },
  {
    name: 'parse',
    versions: '>=0.133',
    cases: 'structured',
    calls: [completed('chat')],
    async run(scene) {
      const { z } = (await scene.load('zod')) as { z: { object(shape: object): unknown; string(): unknown } };
      const helpers = await scene.load('@anthropic-ai/sdk/helpers/zod');
      const format = (helpers['zodOutputFormat'] as (schema: unknown) => unknown)(z.object({ city: z.string() }));
      const promise = invoke(scene.client(), 'messages.parse', request(scene.model, { output_config: { format } }));
      const result = await promise;
      return [describePromise(promise), result, read(result, 'parsed_output')];
    },
  },
  {
    name: 'parse-refused',
    versions: '>=0.133',
    cases: 'status-400',
    calls: [failed('chat')],
    run: (scene) => settle(() => invoke(scene.client(), 'messages.parse', request(scene.model))),
  },
  {
    name: 'create-agent',
    versions: '>=0.133',
    calls: [completed('create_agent', { target: agent.name })],
    async run(scene) {
      const promise = invoke(scene.client(), 'beta.agents.create', { ...agent, model: { id: scene.model, speed: 'standard' } });
      return [describePromise(promise), await promise];
    },
  },
  {
    name: 'create-agent-refused',
    versions: '>=0.133',
    cases: 'status-400',
    calls: [failed('create_agent', { target: agent.name })],
    run: (scene) => settle(() => invoke(scene.client(), 'beta.agents.create', { ...agent, model: scene.model })),
  },
  {
    name: 'stream-helper',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const helper = openHelper(scene);
      const events: string[] = [];
      for (const name of [
        'connect',
        'streamEvent',
        'text',
        'thinking',
        'message',
        'contentBlock',
        'finalMessage',
        'error',
        'abort',
        'end',
      ]) {
        (helper as Emitter).on(name, () => {
          if (events.at(-1) !== name) events.push(name);
        });
      }
      return {
        text: await invoke(helper, 'finalText'),
        message: await invoke(helper, 'finalMessage'),
        events,
        requestId: read(helper, 'request_id'),
      };
    },
  },
  {
    name: 'stream-helper-iterated',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => readAll(openHelper(scene) as SdkStream),
  },
  {
    name: 'stream-helper-with-response',
    calls: [completed('chat', { stream: true })],
    async run(scene) {
      const {
        data,
        response,
        request_id: requestId,
      } = (await invoke(openHelper(scene), 'withResponse')) as { data: unknown; response: Response; request_id: unknown };
      return [response.status, requestId, await invoke(data, 'finalText')];
    },
  },
  {
    name: 'stream-helper-left',
    cases: 'stream-endless',
    calls: [abandoned('chat', 'aborted', { stream: true })],
    async run(scene) {
      const helper = openHelper(scene);
      const error = await settle(async () => {
        for await (const event of helper as SdkStream) if (event !== undefined) break;
      });
      return [error, await settle(() => invoke(helper, 'done'))];
    },
  },
  {
    name: 'stream-helper-aborted',
    cases: 'stream-endless',
    calls: [abandoned('chat', 'aborted', { stream: true })],
    async run(scene) {
      const helper = openHelper(scene);
      (helper as Emitter).on('streamEvent', () => invoke(helper, 'abort'));
      return settle(() => invoke(helper, 'done'));
    },
  },
  {
    name: 'stream-helper-refused',
    cases: 'status-400',
    calls: [failed('chat', { stream: true })],
    run: (scene) => settle(() => invoke(openHelper(scene), 'finalMessage')),
  },
  {
    name: 'stream-helper-cut',
    cases: 'stream-cut',
    calls: [failed('chat', { stream: true })],
    run: (scene) => settle(() => invoke(openHelper(scene), 'finalMessage')),
  },
  {
    name: 'stream-helper-tools',
    cases: 'tools',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => invoke(openHelper(scene), 'finalMessage'),
  },
  {
    name: 'stream-helper-forwarded',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => readText((openHelper(scene) as SdkStream).toReadableStream()),
  },
  {
    name: 'beta-stream-helper',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => invoke(openHelper(scene, 'beta.messages'), 'finalMessage'),
  },
  {
    name: 'tool-runner',
    versions: '>=0.133',
    cases: 'tools,seeded',
    calls: [completed('chat', { times: 2 })],
    async run(scene) {
      const tool = {
        name: 'lookup',
        description: seeded.toolDescription,
        input_schema: { type: 'object' },
        run: (input: unknown) => `${seeded.toolResult} ${JSON.stringify(input)}`,
      };
      const runner = invoke(scene.client(), 'beta.messages.toolRunner', request(scene.model, { tools: [tool], max_iterations: 4 }));
      return [await (runner as PromiseLike<unknown>), read(runner, 'params.messages.length')];
    },
  },
  {
    name: 'tool-runner-streamed',
    versions: '>=0.133',
    cases: 'tools,seeded',
    calls: [completed('chat', { stream: true, times: 2 })],
    async run(scene) {
      const tool = { name: 'lookup', input_schema: { type: 'object' }, run: () => seeded.toolResult };
      const runner = invoke(scene.client(), 'beta.messages.toolRunner', request(scene.model, { tools: [tool], stream: true }));
      const turns: unknown[] = [];
      for await (const turn of runner as unknown as AsyncIterable<unknown>) turns.push(await invoke(turn, 'finalMessage'));
      return turns;
    },
  },
  {
    // The suite has no span beside those of calls, and no content that its mode forbids: theirs would be both.
    name: 'own-spans-on',
    versions: '>=0.137',
    cases: 'tools,seeded',
    calls: [completed('chat', { times: 3 })],
    async run(scene) {
      const client = scene.client({ openTelemetry: { traces: { enabled: true, contentMode: 'content' }, propagation: { enabled: true } } });
      const tool = { name: 'lookup', input_schema: { type: 'object' }, run: () => seeded.toolResult };
      const runner = invoke(client, 'beta.messages.toolRunner', request(scene.model, { tools: [tool] }));
      return [await (runner as PromiseLike<unknown>), await invoke(client, 'messages.create', request(scene.model))];
    },
  },
];
