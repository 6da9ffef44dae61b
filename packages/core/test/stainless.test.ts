import { setTimeout as wait } from 'node:timers/promises';
import { applyStainlessSeam } from '../src/seams/stainless';
import { openaiLike, recordingPipeline, type Recording } from './recording-pipeline';

/* The SDK's types differ from major to major: here only what all of them have. */
type Sdk = { OpenAI: new (options: object) => Client; APIPromise?: unknown };
interface Client {
  chat: { completions: { create(body: object, options?: object): SdkPromise } };
  audio: { speech: { create(body: object): SdkPromise } };
}
interface VectorStores {
  vectorStores?: { search?(id: string, body: object): Promise<unknown> & AsyncIterable<unknown> };
}
type SdkPromise = Promise<unknown> & { asResponse(): Promise<Response>; withResponse(): Promise<{ data: unknown; response: Response }> };
type SdkStream = AsyncIterable<unknown> & {
  controller: AbortController;
  tee(): [SdkStream, SdkStream];
  toReadableStream(): ReadableStream;
};

const answer = { id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }] };
const words = ['Hel', 'lo', '!'];
const chunks = [
  ...words.map((content) => ({
    id: 'c',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  })),
  { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
];
const sse = `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'x-should-retry': 'false' } });
const eventStream = (body: string | ReadableStream = sse): Response =>
  new Response(body, { headers: { 'content-type': 'text/event-stream' } });

const versions = ['openai-4.20', 'openai-4.104', 'openai-5.23', 'openai-6.49', 'openai-7.0', 'openai-7.57'];

describe.each(versions)('the seam on %s', (version) => {
  const { OpenAI } = require(`../../../test/sdks/node_modules/${version}`) as Sdk;
  let recording: Recording;
  let undo: () => void;
  beforeEach(() => {
    recording = recordingPipeline();
    undo = applyStainlessSeam(OpenAI, openaiLike, recording.pipeline);
  });
  afterEach(() => undo());

  const clientFor = (fetch: () => Response | Promise<Response>, options: object = {}): Client =>
    new OpenAI({ apiKey: 'k', maxRetries: 0, ...options, fetch: async () => fetch() });
  const create = (client: Client, body: object = {}, options?: object): SdkPromise =>
    client.chat.completions.create({ model: 'm', messages: [], ...body }, options);
  const createStream = async (client: Client): Promise<SdkStream> => (await create(client, { stream: true })) as SdkStream;
  const outcomes = (): unknown[] => recording.ended.map(({ outcome, response }) => [outcome.kind, response.id]);

  it('completes a plain call with its response', async () => {
    await expect(create(clientFor(() => json(answer)))).resolves.toMatchObject(answer);
    expect(recording.started).toMatchObject([{ operation: 'chat', provider: 'openai', request: { model: 'm' }, serverPort: 443 }]);
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
    expect(recording.ended[0]).toMatchObject({ httpStatus: 200, resendCount: 0 });
    expect(recording.pipeline.abandoned.openCount).toBe(0);
  });

  it('completes once when the promise is awaited twice', async () => {
    const promise = create(clientFor(() => json(answer)));
    await Promise.all([promise, promise.then((value) => value)]);
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
  });

  it('leaves the body of asResponse unread and completes when the application has read it', async () => {
    const response = await create(clientFor(() => json(answer))).asResponse();
    expect(recording.ended).toEqual([]);
    expect(response.bodyUsed).toBe(false);
    await expect(response.json()).resolves.toEqual(answer);
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
  });

  it('gives withResponse both, and completes once', async () => {
    const { data, response } = await create(clientFor(() => json(answer))).withResponse();
    expect([data, response.status]).toMatchObject([answer, 200]);
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
  });

  it('gives withResponse of a stream both, and completes when the stream is read', async () => {
    const { data } = await create(clientFor(eventStream), { stream: true }).withResponse();
    for await (const chunk of data as SdkStream) expect(chunk).toBeDefined();
    expect(outcomes()).toEqual([['completed', '4:Hello!']]);
  });

  it('completes a stream when it is read to its end', async () => {
    const seen: unknown[] = [];
    for await (const chunk of await createStream(clientFor(eventStream))) seen.push(chunk);
    expect(seen).toMatchObject(chunks);
    expect(outcomes()).toEqual([['completed', '4:Hello!']]);
    expect(recording.ended[0]?.timeToFirstChunkSeconds).toBeGreaterThan(0);
  });

  it('ends the call when the reader breaks out of the stream', async () => {
    for await (const chunk of await createStream(clientFor(eventStream))) {
      expect(chunk).toBeDefined();
      break;
    }
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'reader_left' }, response: { id: '1:Hel' } }]);
  });

  it('counts a reader who leaves after the finish reason as served', async () => {
    let count = 0;
    for await (const chunk of await createStream(clientFor(eventStream))) if (chunk && ++count === chunks.length) break;
    expect(outcomes()).toEqual([['completed', '4:Hello!']]);
  });

  it('counts a stream once that was split by tee', async () => {
    const [left, right] = (await createStream(clientFor(eventStream))).tee();
    let count = 0;
    for await (const chunk of left) if (chunk) count++;
    for await (const chunk of right) if (chunk) count++;
    expect(count).toBe(2 * chunks.length);
    expect(outcomes()).toEqual([['completed', '4:Hello!']]);
  });

  it('completes a stream that is read as a ReadableStream', async () => {
    const text = await new Response((await createStream(clientFor(eventStream))).toReadableStream()).text();
    expect(text.trim().split('\n')).toHaveLength(chunks.length);
    expect(outcomes()).toEqual([['completed', '4:Hello!']]);
  });

  it('fails when the stream breaks, with what was seen', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunks[0])}\n\n`)),
      pull: (controller) => controller.error(new Error('socket hang up')),
    });
    await expect(async () => {
      for await (const chunk of await createStream(clientFor(() => eventStream(broken)))) expect(chunk).toBeDefined();
    }).rejects.toThrow('socket hang up');
    expect(outcomes()).toEqual([['failed', '1:Hel']]);
  });

  it('tells an abort during a stream as abandoned', async () => {
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunks[0])}\n\n`)),
    });
    const stream = await createStream(clientFor(() => eventStream(endless)));
    for await (const chunk of stream) {
      expect(chunk).toBeDefined();
      setImmediate(() => stream.controller.abort());
      void endless;
      break;
    }
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned' } }]);
  });

  it('tells an abort of a stream that nobody reads as abandoned', async () => {
    const stream = await createStream(clientFor(eventStream));
    stream.controller.abort();
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'aborted' } }]);
  });

  it.each(['await', 'asResponse'])('fails on an HTTP error seen through %s', async (way) => {
    const promise = create(clientFor(() => json({ error: { message: 'no', code: 'bad_thing', type: 'invalid' } }, 400)));
    await expect(way === 'await' ? promise : promise.asResponse()).rejects.toMatchObject({ status: 400 });
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'bad_thing' } }, httpStatus: 400 }]);
  });

  it('leaves exactly one unhandled rejection where nobody handles the error', async () => {
    // jest hides the process events of a test file: the count is taken in a child process by the contract suite.
    const promise = create(clientFor(() => json({ error: { message: 'no' } }, 400)));
    await expect(promise).rejects.toMatchObject({ status: 400 });
    expect(outcomes()).toEqual([['failed', undefined]]);
  });

  it('counts the retries of one call', async () => {
    let count = 0;
    const retried = (): Response =>
      ++count < 3 ? new Response('', { status: 500, headers: { 'retry-after-ms': '1', 'retry-after': '0.001' } }) : json(answer);
    await create(clientFor(retried, { maxRetries: 2 }));
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
    expect(recording.ended[0]?.resendCount).toBe(2);
  });

  it('follows a binary answer until it is read', async () => {
    const response = (await clientFor(() => new Response('abc')).audio.speech.create({ model: 't', input: 'x', voice: 'v' })) as Response;
    expect(recording.ended).toEqual([]);
    expect((await response.arrayBuffer()).byteLength).toBe(3);
    expect(outcomes()).toEqual([['completed', undefined]]);
  });

  it('ends what is still open at shutdown, at the time of the last byte', async () => {
    const stream = await createStream(clientFor(eventStream));
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    await wait(30);
    recording.pipeline.shutdown();
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'shutdown' } }]);
    expect(recording.ended[0]?.durationSeconds).toBeLessThan(performance.now() / 1000);
    await iterator.return?.();
    expect(recording.ended).toHaveLength(1);
  });

  it('records a list that is an operation, awaited or iterated', async () => {
    const client = clientFor(() => json({ object: 'page', data: [{ file_id: 'f' }], has_more: false })) as unknown as VectorStores;
    // openai 4.20 has no vector stores.
    if (client.vectorStores?.search === undefined) return;
    expect(await client.vectorStores.search('vs', { query: 'q' })).toMatchObject({ data: [{ file_id: 'f' }] });
    for await (const result of client.vectorStores.search('vs', { query: 'q' })) expect(result).toEqual({ file_id: 'f' });
    expect(outcomes()).toEqual([
      ['completed', '1'],
      ['completed', '1'],
    ]);
  });

  it('ignores paths that are no operation', async () => {
    const client = clientFor(() => json({ data: [] })) as unknown as { models: { list(): Promise<unknown> } };
    await client.models.list();
    expect(recording.started).toEqual([]);
  });

  it('gives the methods back as they were', () => {
    const patched = Object.getOwnPropertyDescriptor(ownerOf(OpenAI.prototype as object, 'request'), 'request');
    undo();
    const original = Object.getOwnPropertyDescriptor(ownerOf(OpenAI.prototype as object, 'request'), 'request');
    expect(original?.value).not.toBe(patched?.value);
    expect([original?.enumerable, original?.configurable, original?.writable]).toEqual([false, true, true]);
  });
});

function ownerOf(prototype: object, key: string): object {
  return Object.hasOwn(prototype, key) ? prototype : ownerOf(Object.getPrototypeOf(prototype) as object, key);
}
