/** What only openai has: its other operations, hosts and kinds of content. */
import { seeded, seededMedia } from '../../seeds';
import { openaiChat, openaiResponses } from '../dialect';
import { describePromise, describeStream, settle, readAll } from '../observe';
import { abandoned, completed, type ExpectedCall, failed, type Scenario, type Scene } from '../scenario';
import { construct, invoke, openStream, read } from '../sdk';

const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${seededMedia}` } };
const audio = { type: 'input_audio', input_audio: { data: seededMedia, format: 'wav' } };

export async function audioFile(scene: Scene): Promise<unknown> {
  return (scene.sdk['toFile'] as (content: Buffer, name: string) => Promise<unknown>)(Buffer.from(seeded.prompt), 'speech.wav');
}

/** Sends requests meant for `host` to the fake provider: what a client of an OpenAI-compatible provider would do. */
function fetchFor(scene: Scene, host: string): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return (url, init) => fetch(String(url).replace(host, scene.baseUrl), init);
}

/** A multipart request of openai 4 is a stream of bytes before anybody can read its fields. */
const multipart = (operation: string): ExpectedCall[] => [
  completed(operation, { versions: '>=5' }),
  completed(operation, { versions: '<5', model: null }),
];

async function transcribe(scene: Scene, more: object): Promise<unknown> {
  return invoke(scene.client(), 'audio.transcriptions.create', { model: scene.model, file: await audioFile(scene), ...more });
}

export const openaiOperations: readonly Scenario[] = [
  {
    name: 'chat-parts',
    calls: [completed('chat')],
    run: async (scene) =>
      openaiChat.create(
        scene.client(),
        openaiChat.request(scene.model, {
          messages: [
            { role: 'developer', content: seeded.instructions },
            {
              role: 'user',
              name: 'keeper',
              content: [{ type: 'text', text: seeded.prompt }, image, audio, { type: 'file', file: { file_id: 'file_1' } }],
            },
            {
              role: 'assistant',
              content: null,
              tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'lookup', arguments: '{"broken' } }],
            },
            { role: 'tool', tool_call_id: 'call_1', content: seeded.toolResult },
            { role: 'assistant', refusal: seeded.argument },
          ],
          tools: [{ type: 'function', function: { name: 'lookup', description: seeded.toolDescription, parameters: { type: 'object' } } }],
          modalities: ['text'],
          user: seeded.query,
          metadata: { note: seeded.query },
        }),
      ),
  },
  {
    name: 'chat-choices',
    cases: 'choices',
    calls: [completed('chat')],
    run: async (scene) => openaiChat.create(scene.client(), openaiChat.request(scene.model, { n: 2 })),
  },
  {
    name: 'chat-choices-streamed',
    cases: 'choices',
    calls: [completed('chat', { stream: true })],
    run: async (scene) =>
      readAll(
        await openStream(
          openaiChat.create(
            scene.client(),
            openaiChat.request(scene.model, { n: 2, stream: true, stream_options: { include_usage: true } }),
          ),
        ),
      ),
  },
  {
    name: 'responses-items',
    versions: '>=4.87',
    calls: [completed('chat')],
    run: async (scene) =>
      openaiResponses.create(
        scene.client(),
        openaiResponses.request(scene.model, {
          input: [
            {
              role: 'user',
              content: [
                { type: 'input_text', text: seeded.prompt },
                { type: 'input_image', image_url: `data:image/png;base64,${seededMedia}` },
                { type: 'input_file', file_id: 'file_1' },
              ],
            },
            { type: 'function_call', call_id: 'call_1', name: 'lookup', arguments: seeded.argument },
            { type: 'function_call_output', call_id: 'call_1', output: seeded.toolResult },
            { type: 'shell_call', call_id: 'call_2', action: { commands: [seeded.argument] } },
            { type: 'apply_patch_call', call_id: 'call_3', operation: { path: seeded.argument } },
            { type: 'compaction', encrypted_content: seeded.argument },
            { type: 'item_reference', id: 'rs_1' },
          ],
          tools: [
            { type: 'function', name: 'lookup', description: seeded.toolDescription, parameters: { type: 'object' } },
            { type: 'web_search' },
          ],
          previous_response_id: 'resp_before',
        }),
      ),
  },
  {
    name: 'responses-text-input',
    versions: '>=4.87',
    calls: [completed('chat')],
    run: async (scene) => openaiResponses.create(scene.client(), { model: scene.model, input: seeded.prompt }),
  },
  {
    name: 'responses-failed',
    versions: '>=4.87',
    cases: 'failed',
    calls: [failed('chat')],
    run: async (scene) => openaiResponses.create(scene.client(), openaiResponses.request(scene.model)),
  },
  {
    name: 'responses-failed-streamed',
    versions: '>=4.87',
    cases: 'failed',
    calls: [failed('chat', { stream: true })],
    run: async (scene) =>
      readAll(await openStream(openaiResponses.create(scene.client(), openaiResponses.request(scene.model, { stream: true })))),
  },
  {
    name: 'responses-retrieve',
    versions: '>=4.87',
    calls: [completed('fetch_response', { model: null })],
    async run(scene) {
      const promise = invoke(scene.client(), 'responses.retrieve', 'resp_seeded');
      return [describePromise(promise), await promise];
    },
  },
  {
    name: 'responses-retrieve-streamed',
    versions: '>=5',
    calls: [completed('fetch_response', { model: null, stream: true })],
    run: async (scene) =>
      readAll(await openStream(invoke(scene.client(), 'responses.retrieve', 'resp_seeded', { stream: true, starting_after: 1 }))),
  },
  {
    name: 'completions',
    calls: [completed('text_completion')],
    run: async (scene) => invoke(scene.client(), 'completions.create', { model: scene.model, prompt: seeded.prompt }),
  },
  {
    name: 'completions-streamed',
    calls: [completed('text_completion', { stream: true })],
    async run(scene) {
      const stream = await openStream(
        invoke(scene.client(), 'completions.create', { model: scene.model, prompt: [seeded.prompt], stream: true }),
      );
      return [describeStream(stream), await readAll(stream)];
    },
  },
  {
    name: 'embeddings',
    cases: 'base64',
    calls: [completed('embeddings')],
    async run(scene) {
      const promise = invoke(scene.client(), 'embeddings.create', { model: scene.model, input: [seeded.prompt, seeded.query] });
      return [describePromise(promise), await promise];
    },
  },
  {
    name: 'embeddings-float',
    cases: 'float',
    calls: [completed('embeddings')],
    run: async (scene) =>
      invoke(scene.client(), 'embeddings.create', { model: scene.model, input: seeded.prompt, encoding_format: 'float', dimensions: 3 }),
  },
  {
    name: 'embeddings-refused',
    cases: 'status-400',
    calls: [failed('embeddings')],
    run: (scene) => settle(() => invoke(scene.client(), 'embeddings.create', { model: scene.model, input: null })),
  },
  {
    name: 'embeddings-with-response',
    cases: 'base64',
    calls: [completed('embeddings')],
    run: async (scene) =>
      (await invoke(scene.client(), 'embeddings.create', { model: scene.model, input: seeded.prompt }).withResponse()).data,
  },
  {
    name: 'images',
    calls: [completed('generate_content')],
    run: async (scene) => invoke(scene.client(), 'images.generate', { model: scene.model, prompt: seeded.prompt }),
  },
  {
    name: 'images-edit',
    calls: multipart('generate_content'),
    run: async (scene) =>
      invoke(scene.client(), 'images.edit', { model: scene.model, prompt: seeded.prompt, image: await audioFile(scene) }),
  },
  {
    name: 'images-streamed',
    versions: '>=5',
    calls: [completed('generate_content', { stream: true })],
    async run(scene) {
      const request = { model: scene.model, prompt: seeded.prompt, stream: true, partial_images: 1 };
      const stream = await openStream(invoke(scene.client(), 'images.generate', request));
      return [describeStream(stream), await readAll(stream)];
    },
  },
  {
    name: 'images-edit-streamed',
    cases: 'edit',
    versions: '>=5',
    calls: [completed('generate_content', { stream: true })],
    async run(scene) {
      const request = { model: scene.model, prompt: seeded.prompt, image: await audioFile(scene), stream: true };
      return readAll(await openStream(invoke(scene.client(), 'images.edit', request)));
    },
  },
  {
    name: 'speech',
    cases: 'audio',
    calls: [completed('generate_content')],
    async run(scene) {
      const response = (await invoke(scene.client(), 'audio.speech.create', {
        model: scene.model,
        input: seeded.prompt,
        voice: 'alloy',
      })) as Response;
      return [response.constructor.name, response.status, (await response.arrayBuffer()).byteLength];
    },
  },
  {
    name: 'transcription',
    calls: multipart('transcription'),
    run: (scene) => transcribe(scene, { prompt: seeded.prompt }),
  },
  {
    name: 'transcription-streamed',
    // openai 4.90 and later stream it too, but their request is bytes, which do not tell that it asks for a stream.
    versions: '>=5',
    calls: [completed('transcription', { stream: true })],
    async run(scene) {
      const stream = await openStream(transcribe(scene, { prompt: seeded.prompt, stream: true }));
      return [describeStream(stream), await readAll(stream)];
    },
  },
  {
    name: 'transcription-streamed-failed',
    versions: '>=5',
    cases: 'stream-error',
    calls: [failed('transcription', { stream: true })],
    run: async (scene) => readAll(await openStream(transcribe(scene, { stream: true }))),
  },
  {
    name: 'transcription-streamed-left',
    versions: '>=5',
    cases: 'stream-endless',
    calls: [abandoned('transcription', 'reader_left', { stream: true })],
    async run(scene) {
      for await (const event of await openStream(transcribe(scene, { stream: true }))) return event;
      return undefined;
    },
  },
  {
    name: 'translation',
    calls: multipart('transcription'),
    run: async (scene) => invoke(scene.client(), 'audio.translations.create', { model: scene.model, file: await audioFile(scene) }),
  },
  {
    name: 'moderation',
    calls: [completed('moderation')],
    run: async (scene) => invoke(scene.client(), 'moderations.create', { model: scene.model, input: seeded.prompt }),
  },
  {
    name: 'vector-store-search',
    versions: '>=4.87',
    calls: [completed('retrieval', { model: null, target: 'vs_1' })],
    async run(scene) {
      const found: unknown[] = [];
      const page = invoke(scene.client(), 'vectorStores.search', 'vs_1', { query: seeded.query, max_num_results: 3 });
      for await (const document of page as unknown as AsyncIterable<unknown>) found.push(document);
      return [describePromise(page), found];
    },
  },
  {
    name: 'list-models',
    calls: [],
    async run(scene) {
      const found: unknown[] = [];
      for await (const model of invoke(scene.client(), 'models.list') as unknown as AsyncIterable<unknown>) found.push(model);
      return found;
    },
  },
  {
    name: 'azure',
    versions: '>=4.60',
    calls: [completed('chat', { provider: 'azure.ai.openai' })],
    async run(scene) {
      const client = construct(scene.sdk, 'AzureOpenAI', {
        apiKey: 'test-key',
        apiVersion: '2024-10-21',
        baseURL: `${scene.baseUrl}/openai`,
      });
      return openaiChat.create(client, openaiChat.request(scene.model));
    },
  },
  {
    name: 'azure-streamed',
    versions: '>=4.60',
    calls: [completed('chat', { stream: true, provider: 'azure.ai.openai' })],
    async run(scene) {
      const client = construct(scene.sdk, 'AzureOpenAI', {
        apiKey: 'test-key',
        apiVersion: '2024-10-21',
        baseURL: `${scene.baseUrl}/openai`,
      });
      return readAll(await openStream(openaiChat.create(client, openaiChat.request(scene.model, { stream: true }))));
    },
  },
  {
    name: 'other-host',
    calls: [completed('chat', { provider: 'openrouter' })],
    run: async (scene) => {
      const client = scene.client({ baseURL: 'https://openrouter.ai/api/v1', fetch: fetchFor(scene, 'https://openrouter.ai') });
      return [await openaiChat.create(client, openaiChat.request(scene.model)), read(client, 'baseURL')];
    },
  },
];
