/** Calls with a stream of events: every way to read it, in part, and not at all. */
import type { Dialect } from '../dialect';
import { describePromise, describeStream, settle, headersOf, readAll, readText } from '../observe';
import { abandoned, type AbandonReason, completed, type ExpectedCall, type Scenario, type Scene } from '../scenario';
import { openStream, type SdkPromise } from '../sdk';
import { abortedStreams } from './aborted';
import { iteratorScenarios } from './left-streams';

export function streamScenarios(dialect: Dialect): Scenario[] {
  const done = completed(dialect.operation, { stream: true });
  const gone = (reason?: AbandonReason): ExpectedCall => abandoned(dialect.operation, reason, { stream: true });
  const create = (scene: Scene, options?: object): SdkPromise =>
    dialect.create(scene.client(), dialect.request(scene.model, { stream: true }), options);

  return [
    {
      name: 'stream-read',
      calls: [done],
      async run(scene) {
        const promise = create(scene);
        const stream = await openStream(promise);
        const before = describeStream(stream);
        const first = await readAll(stream);
        const again = await settle(() => readAll(stream).then((result) => result.error));
        return { promise: describePromise(promise), before, first, again, after: describeStream(stream), same: stream === (await promise) };
      },
    },
    {
      name: 'stream-read-twice',
      calls: [done],
      async run(scene) {
        const stream = await openStream(create(scene));
        await readAll(stream);
        return readAll(stream);
      },
    },
    {
      name: 'stream-left',
      cases: 'stream-endless',
      calls: [gone('reader_left')],
      async run(scene) {
        const stream = await openStream(create(scene));
        let seen = 0;
        for await (const chunk of stream) {
          seen += chunk === undefined ? 0 : 1;
          if (seen === 6) break;
        }
        return { seen, after: describeStream(stream) };
      },
    },
    {
      name: 'stream-body-throws',
      cases: 'stream-endless',
      calls: [gone('reader_left')],
      async run(scene) {
        const stream = await openStream(create(scene));
        const error = await settle(async () => {
          for await (const chunk of stream) throw new Error(`the application failed on ${typeof chunk}`);
        });
        return { error, after: describeStream(stream) };
      },
    },
    ...iteratorScenarios((scene) => openStream(create(scene)), gone('reader_left')),
    ...abortedStreams((scene, signal) => openStream(create(scene, { signal })), gone('aborted'), describeStream),
    {
      name: 'stream-never-read',
      calls: [gone('never_read')],
      run: async (scene) => describeStream(await openStream(create(scene))),
    },
    {
      name: 'stream-half-read',
      cases: 'stream-stalled',
      calls: [gone('never_read')],
      async run(scene) {
        const iterator = (await openStream(create(scene)))[Symbol.asyncIterator]();
        return iterator.next();
      },
    },
    {
      name: 'stream-never-awaited',
      calls: [gone('never_read')],
      async run(scene) {
        const promise = create(scene);
        await scene.settled();
        return describePromise(promise);
      },
    },
    {
      name: 'stream-tee',
      calls: [done],
      async run(scene) {
        const stream = await openStream(create(scene));
        const [one, other] = stream.tee();
        const before = [describeStream(one), describeStream(other)];
        return { before, one: await readAll(one), other: await readAll(other) };
      },
    },
    {
      name: 'stream-to-readable-stream',
      calls: [done],
      async run(scene) {
        const readable = (await openStream(create(scene))).toReadableStream();
        return { className: readable.constructor.name, text: await readText(readable) };
      },
    },
    {
      name: 'stream-to-readable-stream-cancelled',
      cases: 'stream-endless',
      // Some SDKs abort the request first, others return from the iterator.
      calls: [gone()],
      async run(scene) {
        const reader = (await openStream(create(scene))).toReadableStream().getReader();
        const first = await reader.read();
        await reader.cancel('enough');
        return { bytes: first.value?.length, done: (await reader.read()).done };
      },
    },
    {
      name: 'stream-controller-aborts',
      cases: 'stream-endless',
      calls: [gone('aborted')],
      async run(scene) {
        const stream = await openStream(create(scene));
        let seen = 0;
        const error = await settle(async () => {
          for await (const chunk of stream) {
            seen += chunk === undefined ? 0 : 1;
            if (seen === 3) stream.controller.abort();
          }
        });
        return { enough: seen >= 3, error, after: describeStream(stream) };
      },
    },
    {
      name: 'stream-as-response',
      calls: [done],
      async run(scene) {
        const response = await create(scene).asResponse();
        return { status: response.status, headers: headersOf(response), text: await response.text() };
      },
    },
    {
      name: 'stream-with-response',
      calls: [done],
      async run(scene) {
        const promise = create(scene);
        const { data, response } = await promise.withResponse();
        const stream = await openStream(Promise.resolve(data));
        return { status: response.status, same: data === (await promise), read: await readAll(stream) };
      },
    },
    {
      name: 'stream-slow',
      cases: 'stream-slow',
      calls: [done],
      run: async (scene) => readAll(await openStream(create(scene))),
    },
    {
      name: 'stream-long',
      cases: 'stream-10000',
      calls: [done],
      run: async (scene) => readAll(await openStream(create(scene))),
    },
    {
      name: 'stream-big',
      cases: 'big',
      calls: [done],
      run: async (scene) => readAll(await openStream(create(scene))),
    },
    {
      name: 'stream-chunks-changed-by-application',
      calls: [done],
      async run(scene) {
        let seen = 0;
        for await (const chunk of await openStream(create(scene))) {
          for (const key of Object.keys(chunk as object)) delete (chunk as Record<string, unknown>)[key];
          seen += 1;
        }
        return seen;
      },
    },
    {
      name: 'stream-two-at-once',
      calls: [{ ...done, times: 2 }],
      async run(scene) {
        const [first, second] = await Promise.all([openStream(create(scene)), openStream(create(scene))]);
        return Promise.all([readAll(first), readAll(second)]);
      },
    },
  ];
}
