/** What only `@google/genai` can do: chats, automatic function calling, embeddings, images, Vertex AI. */
import { processSeeds, seeded, seededMedia } from '../../seeds';
import { genaiParams, googleRequest } from '../google-dialect';
import { deepFreeze, readAll, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke, openStream, ownerOf, read } from '../sdk';

const done = completed('generate_content');
const streamed = completed('generate_content', { stream: true });
const vertex = { vertexai: true };

/** A tool that the SDK calls by itself: `callTool` is given what the model asked for. */
function callableTool(seen: unknown[]): object {
  const declare = (name: string): object => ({ name, description: seeded.toolDescription, parameters: { type: 'OBJECT', properties: {} } });
  return {
    tool: async () => ({ functionDeclarations: [declare('send_mail'), declare('look_up')] }),
    callTool: async (calls: readonly { name: string }[]) => {
      seen.push(calls.map(({ name }) => name));
      return calls.map(({ name }) => ({ functionResponse: { name, response: { sent: seeded.toolResult } } }));
    },
  };
}

const params = (scene: Scene, more: object = {}): object => ({ ...genaiParams(scene.model, googleRequest), ...more });

export const genaiScenarios: readonly Scenario[] = [
  {
    name: 'contents-as-text',
    calls: [done],
    async run(scene) {
      const result = await invoke(scene.client(), 'models.generateContent', { model: scene.model, contents: seeded.prompt });
      return { text: read(result, 'text'), result };
    },
  },
  {
    name: 'contents-as-parts',
    calls: [done],
    run: async (scene) =>
      invoke(scene.client(), 'models.generateContent', {
        model: `models/${scene.model}`,
        contents: [seeded.prompt, { text: 'a part' }],
        config: { systemInstruction: seeded.instructions },
      }),
  },
  {
    name: 'frozen-request',
    calls: [done],
    run: async (scene) => invoke(scene.client(), 'models.generateContent', deepFreeze(structuredClone(params(scene)))),
  },
  {
    name: 'chat',
    calls: [done, streamed],
    async run(scene) {
      const chat = invoke(scene.client(), 'chats.create', { model: scene.model });
      const first = await invoke(chat, 'sendMessage', { message: seeded.prompt });
      const second = await readAll(await openStream(invoke(chat, 'sendMessageStream', { message: seeded.query })));
      return { first: read(first, 'text'), second, history: invoke(chat, 'getHistory') };
    },
  },
  {
    name: 'functions-called',
    cases: 'tools,seeded',
    calls: [completed('generate_content', { times: 2 })],
    async run(scene) {
      const seen: unknown[] = [];
      const result = await invoke(scene.client(), 'models.generateContent', params(scene, { config: { tools: [callableTool(seen)] } }));
      return { seen, text: read(result, 'text') };
    },
  },
  {
    name: 'stream-functions-called',
    cases: 'tools,seeded',
    calls: [{ ...streamed, times: 2 }],
    async run(scene) {
      const seen: unknown[] = [];
      const tools = [callableTool(seen)];
      const result = await settle(async () =>
        readAll(await openStream(invoke(scene.client(), 'models.generateContentStream', params(scene, { config: { tools } })))),
      );
      return { seen, result };
    },
  },
  {
    name: 'continued',
    cases: 'continued,seeded',
    versions: '>=2.32',
    calls: [completed('generate_content', { times: 2 })],
    async run(scene) {
      const result = await invoke(scene.client(), 'models.generateContent', params(scene));
      return { text: read(result, 'text'), usage: read(result, 'usageMetadata') };
    },
  },
  {
    name: 'retried',
    cases: 'status-503,seeded',
    versions: '>=2.32',
    calls: [completed('generate_content', { resendCount: 0 })],
    run: async (scene) =>
      read(
        await invoke(
          scene.client({ httpOptions: { retryOptions: { attempts: 3, initialDelay: 0.001, jitter: 0 } } }),
          'models.generateContent',
          params(scene),
        ),
        'text',
      ),
  },
  {
    name: 'aborted-before',
    // Older ones do not see that it is too late.
    versions: '>=2.32',
    calls: [{ operation: 'generate_content', outcome: 'abandoned', reason: 'aborted' }],
    async run(scene) {
      const abort = new AbortController();
      abort.abort();
      return settle(() =>
        invoke(scene.client(), 'models.generateContent', genaiParams(scene.model, googleRequest, { signal: abort.signal })),
      );
    },
  },
  {
    name: 'embeddings',
    calls: [completed('embeddings')],
    run: async (scene) =>
      invoke(scene.client(), 'models.embedContent', {
        model: scene.model,
        contents: [seeded.prompt, seeded.query],
        config: { outputDimensionality: 3 },
      }),
  },
  {
    name: 'embeddings-refused',
    cases: 'status-400',
    calls: [failed('embeddings')],
    run: (scene) => settle(() => invoke(scene.client(), 'models.embedContent', { model: scene.model, contents: seeded.prompt })),
  },
  {
    name: 'vertex',
    calls: [completed('generate_content', { provider: 'gcp.vertex_ai' })],
    run: async (scene) => invoke(scene.client(vertex), 'models.generateContent', params(scene)),
  },
  {
    name: 'vertex-stream',
    calls: [completed('generate_content', { provider: 'gcp.vertex_ai', stream: true })],
    run: async (scene) => readAll(await openStream(invoke(scene.client(vertex), 'models.generateContentStream', params(scene)))),
  },
  {
    name: 'vertex-embeddings',
    cases: 'embeddings',
    calls: [completed('embeddings', { provider: 'gcp.vertex_ai' })],
    run: async (scene) => invoke(scene.client(vertex), 'models.embedContent', { model: scene.model, contents: [seeded.prompt] }),
  },
  {
    name: 'images',
    calls: [completed('generate_content', { provider: 'gcp.vertex_ai' })],
    run: async (scene) =>
      invoke(scene.client(vertex), 'models.generateImages', { model: scene.model, prompt: seeded.prompt, config: { numberOfImages: 2 } }),
  },
  {
    name: 'images-upscaled',
    calls: [completed('generate_content', { provider: 'gcp.vertex_ai' })],
    run: async (scene) =>
      invoke(scene.client(vertex), 'models.upscaleImage', {
        model: scene.model,
        image: { imageBytes: seededMedia, mimeType: 'image/png' },
        upscaleFactor: 'x2',
      }),
  },
  {
    name: 'images-edited',
    calls: [completed('generate_content', { provider: 'gcp.vertex_ai' })],
    async run(scene) {
      const Reference = scene.sdk['RawReferenceImage'] as new () => object;
      const reference = Object.assign(new Reference(), {
        referenceId: 1,
        referenceImage: { imageBytes: seededMedia, mimeType: 'image/png' },
      });
      return invoke(scene.client(vertex), 'models.editImage', {
        model: scene.model,
        prompt: seeded.prompt,
        referenceImages: [reference],
        config: { editMode: 'EDIT_MODE_DEFAULT' },
      });
    },
  },
  {
    name: 'client-shape',
    calls: [],
    async run(scene) {
      const client = scene.client({ httpOptions: { headers: { 'x-trace': processSeeds.header } } });
      const models = read(client, 'models') as object;
      const names = Object.getOwnPropertyNames(Object.getPrototypeOf(models));
      return {
        client: Object.keys(client),
        models: Object.keys(models),
        names,
        methods: names.map((name) => describeMethod(models, name)),
      };
    },
  },
];

/** How the methods that a hook would replace look from outside. */
function describeMethod(models: object, name: string): unknown {
  const owner = ownerOf(models, name);
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  const method = descriptor?.value as ((...values: unknown[]) => unknown) | undefined;
  return { name: method?.name, length: method?.length, enumerable: descriptor?.enumerable, writable: descriptor?.writable };
}
