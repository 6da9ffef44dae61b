/** Streams as an application has them from a patched method. */
import { applyMethodSeam } from '../src/seams/method';
import type { MethodTarget } from '../src/adapter';
import { collectGarbage } from './collect-garbage';
import { methodAdapter } from './method-adapter';
import { recordingPipeline, type Recording } from './recording-pipeline';

interface Opened<Stream> extends Recording {
  readonly stream: Stream;
}

export async function openStream<Stream>(makeStream: () => Stream, more: Partial<MethodTarget> = {}): Promise<Opened<Stream>> {
  class Models {
    async send(): Promise<Stream> {
      return makeStream();
    }
  }
  const recording = recordingPipeline();
  applyMethodSeam({ Models }, methodAdapter({ path: 'Models.prototype.send', ...more }), recording.pipeline);
  return { ...recording, stream: await new Models().send() };
}

export function webStream(...words: readonly string[]): ReadableStream<string> {
  const left = [...words];
  return new ReadableStream(
    {
      pull(controller) {
        const word = left.shift();
        if (word === undefined) controller.close();
        else controller.enqueue(word);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The stream is held by no variable of the test. */
export async function openAndDrop<Stream>(makeStream: () => Stream, read?: (stream: Stream) => Promise<unknown>): Promise<Recording> {
  const { stream, ...recording } = await openStream(makeStream);
  await read?.(stream);
  return recording;
}

/** The pipeline has to live: with it goes the registry of what was dropped. */
export async function collectUntilEnded({ ended, pipeline }: Recording): Promise<void> {
  for (let round = 0; round < 5 && ended.length === 0; round++) await collectGarbage();
  expect(pipeline.abandoned.openCount).toBe(0);
}

export async function readAll(stream: AsyncIterable<string>): Promise<string[]> {
  const words: string[] = [];
  for await (const word of stream) words.push(word);
  return words;
}
