import { collectGarbage } from '../../test/collect-garbage';
import { methodAdapter, textOperation } from '../../test/method-adapter';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import type { WholeAnswer } from '../adapter';
import { applyMethodSeam } from '../seams/method';

interface Answer {
  readonly stream: AsyncGenerator<string>;
  readonly response: Promise<unknown>;
}

async function* speak(...words: readonly string[]): AsyncGenerator<string> {
  yield* words;
}

async function open(response: Promise<unknown>, more: Partial<WholeAnswer> = {}): Promise<Recording & { readonly answer: Answer }> {
  class Models {
    async send(): Promise<Answer> {
      return { stream: speak('a', 'b'), response };
    }
  }
  const recording = recordingPipeline();
  const target = { path: 'Models.prototype.send' };
  const operation = textOperation(target, { field: 'stream', whole: { field: 'response', ...more } });
  const described = { ...operation, describeResponse: describeEither };
  applyMethodSeam({ Models }, { ...methodAdapter(target), operations: [described] }, recording.pipeline);
  return { ...recording, answer: await new Models().send() };
}

/** What was assembled of chunks, and an answer that holds the whole. */
function describeEither(value: unknown) {
  const { id, response } = value as { id?: string; response?: { id: string } };
  return { id: response?.id ?? id };
}

describe('the promise of the whole answer beside a stream', () => {
  it('ends the call where nobody reads the stream', async () => {
    const { answer, ended } = await open(Promise.resolve({ id: 'whole' }));
    await expect(answer.response).resolves.toEqual({ id: 'whole' });
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: 'whole' } }]);
  });

  it('leaves the end to the stream once that is read', async () => {
    const { answer, ended } = await open(Promise.resolve({ id: 'whole' }));
    await answer.stream.next();
    await answer.response;
    expect(ended).toEqual([]);
    for await (const word of answer.stream) expect(word).toBe('b');
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: '2:ab' } }]);
  });

  it('fails the call, and is rejected for the application as it would be', async () => {
    const error = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const { answer, ended } = await open(Promise.reject(error));
    await expect(answer.response).rejects.toBe(error);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ECONNRESET' } } }]);
  });

  it('is the same at each asking, and the one of the SDK where that handles it', async () => {
    const response = Promise.resolve({ id: 'whole' });
    const ours = await open(response);
    const theirs = await open(response, { isHandled: true });
    expect(ours.answer.response).toBe(ours.answer.response);
    expect(theirs.answer.response).toBe(response);
    await response;
    expect(theirs.ended).toMatchObject([{ response: { id: 'whole' } }]);
  });

  it('keeps the call open while it is awaited and the stream was dropped', async () => {
    let resolve: (value: unknown) => void = () => {};
    const response = new Promise((settled) => {
      resolve = settled;
    });
    const { answer, ...recording } = await open(response);
    const awaited = takeResponse(answer);
    await collectGarbage();
    expect(recording.ended).toEqual([]);
    resolve({ id: 'whole' });
    await awaited;
    expect(recording.ended).toMatchObject([{ response: { id: 'whole' } }]);
  });

  it('is left alone where nobody asks for it: then only its stream can be dropped', async () => {
    const { ended, pipeline } = await openAndDrop();
    for (let round = 0; round < 5 && ended.length === 0; round++) await collectGarbage();
    expect(pipeline.abandoned.openCount).toBe(0);
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' } }]);
  });
});

function takeResponse({ response }: Answer): Promise<unknown> {
  return response;
}

async function openAndDrop(): Promise<Recording> {
  const { answer: _dropped, ...recording } = await open(new Promise(() => {}));
  return recording;
}
