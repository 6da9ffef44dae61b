import type { Guard } from '../patch/guard';
import type { Call } from './call';
import { isByteStream, readThrough, type Through } from './follow-readable';
import { shadow } from './shadow';
import { type Holders, iteratorMethods, type ReaderMethods, type Reading, watchReader } from './watch-iterator';

const readerMethods: ReaderMethods = { next: 'read', leaving: ['cancel'], releasing: ['releaseLock'] };
const keepingIteratorMethods: ReaderMethods = { next: 'next', leaving: [], releasing: ['return'] };

type Method = (...args: unknown[]) => unknown;
type Stream = ReadableStream<unknown>;

/** Watches in place the ways in which a web stream is read. What the platform refuses, a second reader for one, does not count. */
export function watchWebStream(stream: Stream, call: Call, reading: Reading, holders: Holders, guard: Guard): void {
  const { getReader } = stream;
  const around = (key: string | symbol, make: (original: Method, args: unknown[]) => unknown): void => {
    const original: unknown = Reflect.get(stream, key);
    if (typeof original === 'function') shadow(stream, key, (...args: unknown[]) => make(original as Method, args));
  };
  const watch = <Reader>(reader: Reader, methods: ReaderMethods): Reader => {
    if (reader !== stream) guard.run('the watching of a stream', () => watchReader(reader as object, methods, call, reading, holders));
    return reader;
  };
  around('getReader', (original, args) => watch(original.apply(stream, args), readerMethods));
  for (const key of ['values', Symbol.asyncIterator]) {
    around(key, (original, args) => {
      const [options] = args as [{ readonly preventCancel?: boolean }?];
      return watch(original.apply(stream, args), options?.preventCancel ? keepingIteratorMethods : iteratorMethods);
    });
  }
  around('cancel', (original, args) => {
    if (!stream.locked) call.abandon('reader_left');
    return original.apply(stream, args);
  });

  const take = (): Through | undefined => {
    if (call.isEnded || reading.isTaken || stream.locked) return undefined;
    return guard.run('the watching of a stream', () => {
      const reader = getReader.call(stream) as ReadableStreamDefaultReader<unknown>;
      const through = readThrough(() => reader, call, reading);
      reading.isTaken = true;
      holders.taken(through.followed);
      return through;
    });
  };
  const giveBack = ({ release }: Through): void => {
    guard.run('the watching of a stream', () => {
      release();
      reading.isTaken = false;
      holders.released();
    });
  };
  around('tee', (original, args) => {
    const isOfBytes = isByteStream(stream);
    const through = isOfBytes ? undefined : take();
    if (through !== undefined) return through.followed.tee();
    const branches = original.apply(stream, args) as Stream[];
    // Branches of ours would be no byte streams. The first of the two that is read counts.
    if (isOfBytes) {
      guard.run('the watching of a stream', () => {
        for (const branch of branches) watchWebStream(branch, call, reading, holders, guard);
      });
    }
    return branches;
  });
  around('pipeThrough', (original, args) => {
    const through = take();
    if (through === undefined) return original.apply(stream, args);
    try {
      return Reflect.apply(through.followed.pipeThrough, through.followed, args) as unknown;
    } catch (error) {
      giveBack(through);
      throw error;
    }
  });
  around('pipeTo', (original, args) => {
    const through = take();
    if (through === undefined) return original.apply(stream, args);
    const piped = Reflect.apply(through.followed.pipeTo, through.followed, args) as Promise<void>;
    // A pipe that failed may leave the rest to others.
    return piped.finally(() => giveBack(through));
  });
}
