import { setImmediate as turn } from 'node:timers/promises';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { recordingPipeline } from '../../test/recording-pipeline';
import { defineOperation } from '../adapter';
import { startCall } from './start-call';
import { takeResult } from './follow-result';

/** A stream of the given chunks that counts how often it is asked; an error ends it. `answerIn`: for a source that takes its time. */
function source(chunks: readonly unknown[], answerIn?: () => Promise<unknown>) {
  const seen = { pullCount: 0, cancelled: undefined as unknown };
  const left = [...chunks];
  const stream = new ReadableStream(
    {
      pull(controller) {
        seen.pullCount++;
        return answerIn === undefined ? answer(controller) : answerIn().then(() => answer(controller));
      },
      cancel(reason) {
        seen.cancelled = reason;
      },
    },
    { highWaterMark: 0 },
  );
  const answer = (controller: ReadableStreamDefaultController<unknown>): void => {
    const chunk = left.shift();
    if (chunk instanceof Error) controller.error(chunk);
    else if (chunk === undefined) controller.close();
    else controller.enqueue(chunk);
  };
  return { seen, stream };
}

function follow(answer: object, signal?: AbortSignal) {
  const { pipeline, ended } = recordingPipeline();
  const call = startCall(pipeline, {
    operation: defineOperation<unknown[], unknown>({
      name: 'chat',
      target: { route: 'POST /chat' },
      describeRequest: () => ({}),
      describeResponse: (chunks) => ({ id: (chunks as unknown[]).join('-') }),
      stream: {
        field: 'stream',
        initial: () => [],
        add: (state, chunk) => void state.push(chunk),
        isComplete: (state) => state.at(-1) === 'end',
        assemble: (state) => state,
      },
    }),
    request: { body: {} },
    parentContext: ROOT_CONTEXT,
    startTimeMs: 0,
    startTick: 0,
    abort: { signal },
  });
  takeResult(answer, call, pipeline);
  return { ended, outcomes: () => ended.map(({ outcome, response }) => [outcome, response.id]) };
}

describe('a web stream in an answer', () => {
  it('is handed on chunk by chunk, and the call ends with it', async () => {
    const { stream, seen } = source(['one', 'end']);
    const answer = { stream };
    const { outcomes } = follow(answer);
    const reader = answer.stream.getReader();
    expect(seen.pullCount).toBe(0);
    expect(await reader.read()).toEqual({ done: false, value: 'one' });
    expect(seen.pullCount).toBe(1);
    expect(outcomes()).toEqual([]);
    await reader.read();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(outcomes()).toEqual([[{ kind: 'completed' }, 'one-end']]);
  });

  it('breaks with the error it broke with', async () => {
    const error = new RangeError('broken');
    const answer = { stream: source(['one', error]).stream };
    const { outcomes } = follow(answer);
    const reader = answer.stream.getReader();
    await reader.read();
    expect(await reader.read().catch((thrown: unknown) => thrown)).toBe(error);
    expect(outcomes()).toEqual([[expect.objectContaining({ kind: 'failed' }), 'one']]);
  });

  it('is left by a reader who cancels, and so is what it was made of', async () => {
    const { stream, seen } = source(['one', 'two', 'end']);
    const answer = { stream };
    const { outcomes } = follow(answer);
    const reader = answer.stream.getReader();
    await reader.read();
    await reader.cancel('enough');
    expect(seen.cancelled).toBe('enough');
    expect(outcomes()).toEqual([[{ kind: 'abandoned', reason: 'reader_left' }, 'one']]);
  });

  it('is complete for a reader who cancels after its last chunk', async () => {
    const answer = { stream: source(['end', 'more']).stream };
    const { outcomes } = follow(answer);
    const reader = answer.stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(outcomes()).toEqual([[{ kind: 'completed' }, 'end']]);
  });

  it('is aborted where its signal has fired when it ends', async () => {
    const abort = new AbortController();
    const answer = { stream: source(['one']).stream };
    const { outcomes } = follow(answer, abort.signal);
    const reader = answer.stream.getReader();
    await reader.read();
    abort.abort();
    await reader.read();
    expect(outcomes()).toEqual([[{ kind: 'abandoned', reason: 'aborted' }, 'one']]);
  });

  it.each([
    ['ends in the middle', 1],
    ['is empty', 0],
    ['goes on', 5],
  ])('that %s answers reads at once as it would unwatched, and is asked as often', async (_name, chunkCount) => {
    const chunks = Array.from({ length: chunkCount }, (_, index) => index);
    const unwatched = source(chunks, turn);
    const watched = source(chunks, turn);
    const answer = { stream: watched.stream };
    const { outcomes } = follow(answer);
    const rejections: unknown[] = [];
    const note = (error: unknown): void => void rejections.push(error);
    process.on('unhandledRejection', note);
    const readings = [unwatched.stream, answer.stream].map(async (stream) => {
      const reader = stream.getReader();
      await turn();
      const results = await Promise.all([reader.read(), reader.read(), reader.read()]);
      for (let count = 0; count < 5; count++) await turn();
      return results;
    });
    const [plain, seen] = await Promise.all(readings);
    process.off('unhandledRejection', note);
    expect(seen).toEqual(plain);
    expect(rejections).toEqual([]);
    expect(watched.seen.pullCount).toBe(unwatched.seen.pullCount);
    expect(outcomes()).toEqual(chunkCount === 5 ? [] : [[{ kind: 'completed' }, chunks.join('-') || undefined]]);
  });

  it('can be torn in two, of which each gets everything', async () => {
    const answer = { stream: source(['one', 'end']).stream };
    const { outcomes } = follow(answer);
    const branches = answer.stream.tee().map(async (branch) => {
      const chunks: unknown[] = [];
      for await (const chunk of branch) chunks.push(chunk);
      return chunks;
    });
    expect(await Promise.all(branches)).toEqual([
      ['one', 'end'],
      ['one', 'end'],
    ]);
    expect(outcomes()).toEqual([[{ kind: 'completed' }, 'one-end']]);
  });

  it('stays where it is in an answer that cannot be changed, and the call ends with the answer', async () => {
    const { stream } = source(['one']);
    const answer = Object.freeze({ stream });
    const { outcomes } = follow(answer);
    expect(answer.stream).toBe(stream);
    expect(outcomes()).toHaveLength(1);
    expect(stream.locked).toBe(false);
  });

  it('stays where it is when it is one of bytes, which only the platform reads into a given buffer', async () => {
    const stream = new ReadableStream({
      type: 'bytes',
      start(controller) {
        controller.enqueue(new Uint8Array([7]));
        controller.close();
      },
    });
    const answer = { stream };
    const { outcomes } = follow(answer);
    expect(answer.stream).toBe(stream);
    const reader = answer.stream.getReader({ mode: 'byob' });
    expect(await reader.read(new Uint8Array(8))).toEqual({ done: false, value: new Uint8Array([7]) });
    await reader.read(new Uint8Array(8));
    expect(outcomes()).toEqual([[{ kind: 'completed' }, '7']]);
  });

  it('stays where it is when somebody reads it already, and is followed once that one has gone', async () => {
    const { stream } = source(['one', 'end']);
    const reader = stream.getReader();
    const answer = { stream };
    const { outcomes } = follow(answer);
    expect(answer.stream).toBe(stream);
    reader.releaseLock();
    for await (const chunk of answer.stream) expect(['one', 'end']).toContain(chunk);
    expect(outcomes()).toEqual([[{ kind: 'completed' }, 'one-end']]);
  });

  it('stays where it is, free to be read, in an answer that does not take another', () => {
    const { stream } = source(['one']);
    class Answer {
      get stream(): ReadableStream {
        return stream;
      }

      set stream(_other: ReadableStream) {
        // An SDK that wants its own back.
      }
    }
    const answer = new Answer();
    const { outcomes } = follow(answer);
    expect(answer.stream).toBe(stream);
    expect(stream.locked).toBe(false);
    expect(outcomes()).toHaveLength(1);
  });

  it('fails its call, and who reads it, where the SDK itself has taken it meanwhile', async () => {
    const { stream } = source(['one']);
    const answer = { stream };
    const { outcomes } = follow(answer);
    stream.getReader();
    await expect(answer.stream.getReader().read()).rejects.toMatchObject({ name: 'TypeError' });
    expect(outcomes()).toEqual([[expect.objectContaining({ kind: 'failed' }), undefined]]);
  });
});
