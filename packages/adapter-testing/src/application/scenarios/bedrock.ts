/** What only the client of Bedrock's models can do. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { seeded, seededMedia } from '../../seeds';
import { converse, invokeClaude, makeAwsClient, makeCommand, open, send, sendInput, show } from '../aws-dialect';
import { readAll, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { construct, invoke, read } from '../sdk';

const chat = completed('chat');
const { versions } = converse;
const bytes = Uint8Array.from(Buffer.from(seededMedia, 'base64'));
const text = (value: string): object => ({ role: 'user', content: [{ text: value }] });
const tools = [
  {
    toolSpec: {
      name: 'send_mail',
      description: seeded.toolDescription,
      inputSchema: { json: { type: 'object', properties: { to: { type: 'string', description: seeded.argument } } } },
    },
  },
];

const answers: Scenario[] = ['tools', 'refusal', 'cut', 'future', 'big'].flatMap((cases) => [
  {
    name: `converse-answer-${cases}`,
    cases,
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) => JSON.stringify(show(await send(scene, converse))).length,
  },
  {
    name: `converse-stream-answer-${cases}`,
    cases,
    versions: '>=3.600',
    calls: [completed('chat', { stream: true })],
    run: async (scene) => readAll(await open(scene, converse)),
  },
  {
    name: `invoke-answer-${cases}`,
    cases,
    calls: [chat],
    run: async (scene) => JSON.stringify(show(await send(scene, invokeClaude))).length,
  },
  {
    name: `invoke-stream-answer-${cases}`,
    cases,
    calls: [completed('chat', { stream: true })],
    run: async (scene) => readAll(await open(scene, invokeClaude)),
  },
]);

async function readHttp1Stream(scene: Scene): Promise<unknown> {
  const answer = await invoke(http1Client(scene), 'send', makeCommand(scene, 'ConverseStreamCommand', converse.input(scene.model)));
  return readAll(read(answer, 'stream') as AsyncIterable<unknown>);
}

/** The client's HTTP/1, which the newest SDK has to be told of; it lies beside the SDK, not in the application. */
function http1Client(scene: Scene): object {
  const fromApplication = createRequire(join(process.cwd(), 'app.cjs'));
  const { NodeHttpHandler } = createRequire(fromApplication.resolve('@aws-sdk/client-bedrock-runtime'))('@smithy/node-http-handler') as {
    readonly NodeHttpHandler: new () => object;
  };
  return scene.client({ requestHandler: new NodeHttpHandler() });
}

export const bedrockScenarios: readonly Scenario[] = [
  ...answers,
  {
    name: 'aggregated-client',
    ...(versions !== undefined && { versions }),
    calls: [chat],
    async run(scene) {
      const client = makeAwsClient('BedrockRuntime')(scene.sdk, scene.baseUrl, {});
      return show(await invoke(client, 'converse', converse.input(scene.model)));
    },
  },
  {
    name: 'http1',
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) =>
      show(await invoke(http1Client(scene), 'send', makeCommand(scene, 'ConverseCommand', converse.input(scene.model)))),
  },
  {
    name: 'http1-stream',
    versions: '>=3.600',
    cases: 'status-503,seeded',
    calls: [completed('chat', { stream: true })],
    run: readHttp1Stream,
  },
  {
    name: 'http1-stream-cut',
    versions: '>=3.600',
    cases: 'stream-cut',
    calls: [failed('chat', { stream: true })],
    run: readHttp1Stream,
  },
  {
    name: 'own-handler',
    versions: '>=3.600',
    calls: [chat],
    async run(scene) {
      const seen: string[] = [];
      const inner = read(scene.client(), 'config.requestHandler') as { handle(request: unknown, options: unknown): Promise<unknown> };
      const requestHandler = {
        handle(request: { readonly path: string }, options: unknown) {
          seen.push(request.path.split('/').at(-1) ?? '');
          return inner.handle(request, options);
        },
      };
      const client = scene.client({ requestHandler });
      const answer = await invoke(client, 'send', makeCommand(scene, 'ConverseCommand', converse.input(scene.model)));
      return { seen, answer: show(answer), keys: Object.keys(requestHandler) };
    },
  },
  {
    name: 'timeout',
    versions: '>=3.600',
    cases: 'silence',
    calls: [failed('chat')],
    run: (scene) =>
      settle(() => {
        const client = scene.client({ requestHandler: { requestTimeout: 150 }, maxAttempts: 1 });
        return invoke(client, 'send', makeCommand(scene, 'ConverseCommand', converse.input(scene.model)));
      }),
  },
  {
    name: 'other-command',
    versions: '>=3.600',
    calls: [],
    run: async (scene) => show(await invoke(scene.client(), 'send', makeCommand(scene, 'ListAsyncInvokesCommand', {}))),
  },
  {
    name: 'paginator',
    versions: '>=3.600',
    calls: [],
    run: (scene) => {
      const paginate = scene.sdk['paginateListAsyncInvokes'] as (config: object, input: object) => AsyncIterable<unknown>;
      return readPages(paginate({ client: scene.client() }, {}));
    },
  },
  {
    name: 'unknown-command-of-the-application',
    calls: [],
    run: (scene) => settle(() => invoke(scene.client(), 'send', { input: {} })),
  },
  {
    name: 'converse-tool-results',
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) =>
      show(
        await send(scene, converse, {
          toolConfig: { tools },
          messages: [
            text(seeded.prompt),
            { role: 'assistant', content: [{ toolUse: { toolUseId: 'tooluse_1', name: 'send_mail', input: { to: seeded.argument } } }] },
            {
              role: 'user',
              content: [
                { toolResult: { toolUseId: 'tooluse_1', content: [{ text: seeded.toolResult }, { json: { sent: seeded.toolResult } }] } },
              ],
            },
          ],
        }),
      ),
  },
  {
    name: 'converse-media',
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) =>
      show(
        await send(scene, converse, {
          messages: [
            {
              role: 'user',
              content: [
                { text: seeded.prompt },
                { image: { format: 'png', source: { bytes } } },
                { document: { format: 'pdf', name: 'zoo', source: { bytes } } },
              ],
            },
          ],
        }),
      ),
  },
  {
    name: 'converse-prompt-1mb',
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) => show(await send(scene, converse, { messages: [text(`${seeded.prompt} `.repeat(9000))] })),
  },
  {
    name: 'converse-blocks-unknown',
    versions: '>=3.600',
    calls: [chat],
    run: async (scene) =>
      show(await send(scene, converse, { messages: [{ role: 'oracle', content: [{ $unknown: ['hologram', seeded.prompt] }] }] })),
  },
  ...[
    ['text', (body: string) => body],
    ['bytes', (body: string) => new TextEncoder().encode(body)],
    ['buffer', (body: string) => Buffer.from(body)],
  ].map(([form, encode]): Scenario => ({
    name: `invoke-body-${form as string}`,
    calls: [chat],
    async run(scene) {
      const input = invokeClaude.input(scene.model);
      const body = (encode as (text: string) => unknown)(input['body'] as string);
      return show(await sendInput(scene, invokeClaude, { ...input, body }));
    },
  })),
  {
    name: 'invoke-body-no-json',
    calls: [completed('generate_content')],
    run: async (scene) =>
      show(await sendInput(scene, invokeClaude, { ...invokeClaude.input(scene.model), body: `not JSON: ${seeded.prompt}` })),
  },
  {
    name: 'invoke-body-changed-after-call',
    calls: [chat],
    async run(scene) {
      const input = invokeClaude.input(scene.model);
      const body = new TextEncoder().encode(input['body'] as string);
      const answer = await sendInput(scene, invokeClaude, { ...input, body });
      body.fill(0);
      return show(answer);
    },
  },
  {
    name: 'invoke-prompt-1mb',
    calls: [chat],
    run: async (scene) =>
      show(await send(scene, invokeClaude, { messages: [{ role: 'user', content: `${seeded.prompt} `.repeat(6000) }] })),
  },
  {
    name: 'client-of-a-subclass',
    versions: '>=3.600',
    calls: [chat],
    async run(scene) {
      class Own extends (scene.sdk['BedrockRuntimeClient'] as new (options: object) => object) {}
      const client = makeAwsClient('Own')({ ...scene.sdk, Own }, scene.baseUrl, {});
      return {
        name: client.constructor.name,
        answer: show(await invoke(client, 'send', construct(scene.sdk, 'ConverseCommand', converse.input(scene.model)))),
      };
    },
  },
];

async function readPages(pages: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const page of pages) seen.push(show(page));
  return seen;
}
