/** How calls end where an application does what few do, on the SDK's builds that differ in their internals. */
import { getEventListeners } from 'node:events';
import { applyStainlessSeam } from '../src/seams/stainless';
import { collectGarbage } from './collect-garbage';
import { openaiLike, recordingPipeline, type Recording } from './recording-pipeline';

type Options = Readonly<Record<string, unknown>>;
type Client = { chat: { completions: { create(body: object, options?: object): ApiPromise } } };
type ClientClass = { new (options: object): Client & { makeRequest(options: unknown, ...rest: unknown[]): unknown } };
type ApiPromise = Promise<unknown> & { asResponse(): Promise<Response> };
type SdkStream = AsyncIterable<unknown> & { controller: AbortController };

const answer = { id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }] };
const chunk = (content: string, finish_reason: string | null = null) => ({
  id: 'c',
  choices: [{ index: 0, delta: { content }, finish_reason }],
});
const events = [chunk('Hel'), chunk('lo', 'stop'), { id: 'c', choices: [] }];
const sse = `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`;
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'x-should-retry': 'false' } });
const eventStream = (body: string | ReadableStream = sse): Response =>
  new Response(body, { headers: { 'content-type': 'text/event-stream' } });

describe.each(['openai-4.20', 'openai-5.23', 'openai-7.57'])('a call of %s', (version) => {
  const { OpenAI } = require(`../../../test/sdks/node_modules/${version}`) as { OpenAI: ClientClass };
  let recording: Recording;
  let undo: () => void;
  beforeEach(() => {
    recording = recordingPipeline();
    undo = applyStainlessSeam(OpenAI, openaiLike, recording.pipeline);
  });
  afterEach(() => undo());

  const create = (respond: () => Response, body: object = {}, options: object = {}, Class = OpenAI): ApiPromise =>
    new Class({ apiKey: 'k', maxRetries: 0, fetch: async () => respond() }).chat.completions.create(
      { model: 'm', messages: [], ...body },
      options,
    );
  const stream = async (options?: object): Promise<SdkStream> => (await create(eventStream, { stream: true }, options)) as SdkStream;
  const outcomes = (): unknown[] => recording.ended.map(({ outcome, response }) => [outcome.kind, response.id]);
  const readToFinishReason = async (source: SdkStream): Promise<AsyncIterator<unknown>> => {
    const iterator = source[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    return iterator;
  };

  it('counts a reader as served that aborts after the finish reason', async () => {
    const source = await stream();
    const iterator = await readToFinishReason(source);
    source.controller.abort();
    expect(outcomes()).toEqual([['completed', '2:Hello']]);
    await iterator.return?.();
    expect(recording.ended).toHaveLength(1);
  });

  it('counts a reader as served that has the finish reason when the process stops', async () => {
    await readToFinishReason(await stream());
    recording.pipeline.shutdown();
    expect(outcomes()).toEqual([['completed', '2:Hello']]);
  });

  it.each(['read', 'left', 'never read'])('leaves no listener on the signal of a stream that was %s', async (way) => {
    const application = new AbortController();
    const source = await stream({ signal: application.signal });
    const { signal } = source.controller;
    const whileOpen = getEventListeners(signal, 'abort').length;
    if (way === 'never read') recording.pipeline.shutdown();
    else for await (const event of source) if (event && way === 'left') break;
    expect(recording.ended).toHaveLength(1);
    expect([whileOpen, getEventListeners(signal, 'abort').length]).toEqual([1, 0]);
  });

  it.each([200, 400])('ends with status %p where a subclass sends options of its own', async (status) => {
    class Copying extends OpenAI {
      override async makeRequest(options: unknown, ...rest: unknown[]): Promise<unknown> {
        return super.makeRequest({ ...((await options) as Options) }, ...rest);
      }
    }
    await create(() => json(status === 200 ? answer : { error: { code: 'bad' } }, status), {}, {}, Copying).catch(() => {});
    expect(recording.ended).toMatchObject([{ outcome: { kind: status === 200 ? 'completed' : 'failed' }, httpStatus: status }]);
    expect(recording.pipeline.abandoned.openCount).toBe(0);
  });

  it('ends where a subclass fails before it sends anything', async () => {
    class Failing extends OpenAI {
      override async makeRequest(options: unknown): Promise<unknown> {
        await options;
        throw new Error('no credentials');
      }
    }
    await expect(create(() => json(answer), {}, {}, Failing)).rejects.toThrow('no credentials');
    expect(outcomes()).toEqual([['failed', undefined]]);
  });

  it('hands on an error that cannot be read, and ends', async () => {
    const unreadable = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error('not to be read');
      },
    });
    const broken = new ReadableStream({ pull: (controller) => controller.error(unreadable) });
    const source = (await create(() => eventStream(broken), { stream: true })) as SdkStream;
    await expect(source[Symbol.asyncIterator]().next()).rejects.toBe(unreadable);
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: '_OTHER' } } }]);
  });

  it('waits for the reader of a raw response whose body was only looked at', async () => {
    const response = await create(() => json(answer)).asResponse();
    expect(response.body).not.toBeNull();
    await response.json();
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
  });

  it('ends when the raw body is taken', async () => {
    const response = await create(() => json(answer)).asResponse();
    const reader = response.body?.getReader();
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcomes()).toEqual([['completed', undefined]]);
    await reader?.cancel();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a promise', async () => void create(() => json(answer))],
    ['a raw response', async () => void (await create(() => json(answer)).asResponse())],
    ['a stream', async () => void (await stream())],
    ['an iterator', async () => void (await (await stream())[Symbol.asyncIterator]().next())],
  ])('is found abandoned when the application drops %s', async (_name, drop) => {
    await drop();
    for (let round = 0; round < 5 && recording.ended.length === 0; round++) await collectGarbage();
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' }, httpStatus: 200 }]);
  });

  it('lets an undo take back only what its own patch did', async () => {
    const second = recordingPipeline();
    applyStainlessSeam(OpenAI, openaiLike, second.pipeline)();
    await create(() => json(answer));
    expect(outcomes()).toEqual([['completed', 'chatcmpl-1']]);
    expect(second.ended).toEqual([]);
  });
});
