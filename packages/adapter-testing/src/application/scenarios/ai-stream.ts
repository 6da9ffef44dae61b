/** `streamText`: every way to read an answer, or not to. */
import { PassThrough } from 'node:stream';
import { seeded } from '../../seeds';
import { classNames, readAll, readText, settle } from '../observe';
import { abandoned, completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke } from '../sdk';
import { type Answer, begin, inProcess, majorOf, modelOf, oneChat, seeStreamed, steps, toolOf } from './ai-scene';

const done = oneChat({ agent: 'completed', stream: true });
const broken = oneChat({ agent: 'failed', stream: true });
const streamed = { stream: true } as const;
/** Until ai 6 the SDK goes on reading what nobody asks for, and sees the connection break when the application ends. */
const left = [
  failed('chat', { ...streamed, versions: '<7' }),
  abandoned('chat', 'never_read', { ...streamed, versions: '>=7' }),
  abandoned('invoke_agent', 'never_read', { ...streamed, ...inProcess }),
];

const open = async (scene: Scene, options: object = {}): Promise<Answer> => begin(scene, await modelOf(scene), 'streamText', options);
const readFull = async (scene: Scene, options: object = {}): Promise<unknown> => {
  const answer = await open(scene, options);
  return readAll(withoutTimes(answer.fullStream));
};

/** Parts tell when they were made, and since ai 5 have ids that the SDK thought of. */
async function* withoutTimes(parts: AsyncIterable<unknown>): AsyncIterable<unknown> {
  for await (const part of parts)
    yield JSON.parse(JSON.stringify(part, (key, value) => (volatile.has(key) ? undefined : (value as unknown))));
}
const volatile = new Set(['timestamp', 'messageId', 'performance', 'date', 'connection', 'keep-alive']);

/** What a response of node:http is to those who write to it. */
function fakeResponse(): { readonly response: object; readonly written: Promise<string> } {
  const stream = Object.assign(new PassThrough(), {
    writeHead: () => stream,
    setHeader: () => stream,
    setHeaders: () => stream,
    flushHeaders() {},
  });
  return { response: stream, written: new Response(stream as never).text() };
}

export const aiStream: readonly Scenario[] = [
  {
    name: 'stream-text',
    calls: done,
    async run(scene) {
      const answer = await open(scene);
      return {
        kind: classNames(answer),
        keys: Object.keys(answer),
        read: await readAll(answer.textStream),
        whole: await seeStreamed(answer),
      };
    },
  },
  { name: 'stream-full', calls: done, run: (scene) => readFull(scene) },
  { name: 'stream-slow', cases: 'stream-slow', calls: done, run: (scene) => readFull(scene) },
  { name: 'stream-long', cases: 'stream-10000', calls: done, run: async (scene) => readAll((await open(scene)).textStream) },
  { name: 'stream-unknown', cases: 'stream-unknown', calls: broken, run: (scene) => readFull(scene) },
  { name: 'stream-short', cases: 'stream-short', calls: done, run: (scene) => readFull(scene) },
  {
    name: 'stream-read-twice',
    calls: done,
    async run(scene) {
      const answer = await open(scene);
      const [text, full] = await Promise.all([readAll(answer.textStream), readAll(withoutTimes(answer.fullStream))]);
      return { text, full };
    },
  },
  {
    name: 'stream-as-response',
    calls: done,
    async run(scene) {
      const response = (await invoke(await open(scene), 'toTextStreamResponse')) as Response;
      return { status: response.status, text: await readText(response.body as ReadableStream<Uint8Array>) };
    },
  },
  {
    name: 'stream-piped',
    calls: done,
    async run(scene) {
      const { response, written } = fakeResponse();
      invoke(await open(scene), 'pipeTextStreamToResponse', response);
      return written;
    },
  },
  {
    name: 'stream-piped-as-data',
    versions: '<5',
    calls: done,
    async run(scene) {
      const { response, written } = fakeResponse();
      invoke(await open(scene), 'pipeDataStreamToResponse', response);
      return (await written).replace(/msg-\w+/, 'msg');
    },
  },
  {
    name: 'stream-as-messages',
    versions: '>=5',
    calls: done,
    run: async (scene) => readText(((await invoke(await open(scene), 'toUIMessageStreamResponse')) as Response).body as never),
  },
  {
    name: 'stream-consumed',
    versions: '>=4.1',
    calls: done,
    async run(scene) {
      const answer = await open(scene);
      await invoke(answer, 'consumeStream');
      return seeStreamed(answer);
    },
  },
  {
    name: 'stream-callbacks',
    calls: done,
    async run(scene) {
      const told: unknown[] = [];
      const tell = (name: string) => (): void => void told.push(name);
      const answer = await open(scene, { onChunk: tell('chunk'), onStepFinish: tell('step'), onFinish: tell('finish') });
      return { read: await readAll(answer.textStream), told };
    },
  },
  {
    name: 'stream-break',
    cases: 'stream-endless',
    calls: left,
    async run(scene) {
      let count = 0;
      for await (const chunk of (await open(scene)).textStream) {
        count += chunk === undefined ? 0 : 1;
        if (count === 3) break;
      }
      return count;
    },
  },
  {
    name: 'stream-never-read',
    cases: 'stream-endless',
    calls: left,
    async run(scene) {
      await open(scene);
      await scene.received();
    },
  },
  {
    name: 'stream-aborted',
    cases: 'stream-endless',
    calls: oneChat({ agent: 'abandoned', reason: 'aborted', stream: true }),
    async run(scene) {
      const abort = new AbortController();
      const answer = await open(scene, { abortSignal: abort.signal });
      let count = 0;
      const outcome = await settle(async () => {
        for await (const part of answer.fullStream) {
          count += (part as { type: string }).type === 'text-delta' ? 1 : 0;
          if (count === 3) abort.abort();
        }
      });
      return { enough: count >= 3, outcome };
    },
  },
  { name: 'stream-refused', cases: 'status-400', calls: broken, run: (scene) => readFull(scene) },
  { name: 'stream-cut', cases: 'stream-cut', calls: broken, run: (scene) => readFull(scene) },
  { name: 'stream-broken', cases: 'stream-broken', calls: broken, run: (scene) => readFull(scene) },
  { name: 'stream-error-event', cases: 'stream-error', calls: broken, run: (scene) => readFull(scene) },
  {
    name: 'stream-retried-429',
    cases: 'status-429,seeded',
    calls: [failed('chat', streamed), completed('chat', streamed), completed('invoke_agent', { ...inProcess, ...streamed })],
    run: (scene) => readFull(scene, { maxRetries: 1 }),
  },
  {
    name: 'stream-tools',
    cases: 'tools,seeded',
    calls: [
      completed('chat', { ...streamed, times: 2 }),
      completed('invoke_agent', { ...inProcess, ...streamed }),
      completed('execute_tool', { ...inProcess, target: 'lookup', times: 2 }),
    ],
    run: (scene) => readFull(scene, { ...steps(scene), tools: { lookup: toolOf(scene, async () => seeded.toolResult) } }),
  },
  {
    name: 'stream-agent',
    versions: '>=5',
    cases: 'tools,seeded',
    calls: [
      completed('chat', { ...streamed, times: 2 }),
      completed('invoke_agent', { ...inProcess, ...streamed }),
      completed('execute_tool', { ...inProcess, target: 'lookup', times: 2 }),
    ],
    async run(scene) {
      const name = 'ToolLoopAgent' in scene.sdk ? 'ToolLoopAgent' : 'Experimental_Agent';
      const Agent = scene.sdk[name] as new (settings: object) => object;
      const tools = { lookup: toolOf(scene, () => seeded.toolResult) };
      const agent = new Agent({ model: await modelOf(scene), tools, ...steps(scene) });
      const answer = (await invoke(agent, 'stream', { prompt: seeded.prompt })) as unknown as Answer;
      return { read: await readAll(answer.textStream), isOld: majorOf(scene) < 6 };
    },
  },
];
