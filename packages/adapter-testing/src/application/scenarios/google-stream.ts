/** Streams of Google's SDKs: every way to read one, in part, and not at all. */
import { type GoogleDialect, type GoogleOptions, googleRequest } from '../google-dialect';
import { readAll, settle } from '../observe';
import { abandoned, type AbandonReason, completed, type ExpectedCall, failed, type Scenario, type Scene } from '../scenario';
import { abortedStreams } from './aborted';
import { leftStreams } from './left-streams';

const operation = 'generate_content';
const done = completed(operation, { stream: true });
const broken = failed(operation, { stream: true });
const gone = (reason?: AbandonReason): ExpectedCall => abandoned(operation, reason, { stream: true });

export function googleStreamScenarios(dialect: GoogleDialect): Scenario[] {
  const open = (scene: Scene, options?: GoogleOptions): Promise<AsyncIterable<unknown>> => dialect.open(scene, googleRequest, options);
  const read = async (scene: Scene): Promise<unknown> => readAll(await open(scene));
  const all: Scenario[] = [
    {
      name: 'stream-read',
      calls: [done],
      async run(scene) {
        const stream = await open(scene);
        const before = describeIterable(stream);
        return { before, first: await readAll(stream), again: await settle(() => readAll(stream)), after: describeIterable(stream) };
      },
    },
    { name: 'stream-slow', cases: 'stream-slow', calls: [done], run: read },
    { name: 'stream-long', cases: 'stream-10000', calls: [done], run: read },
    { name: 'stream-big', cases: 'big', calls: [done], run: read },
    { name: 'stream-tools', cases: 'tools', calls: [done], run: read },
    { name: 'stream-blocked', cases: 'refusal', calls: [done], run: read },
    { name: 'stream-unsafe', cases: 'safety', calls: [done], run: read },
    { name: 'stream-choices', cases: 'choices', calls: [done], run: read },
    { name: 'stream-answer-unknown', cases: 'future', calls: [done], run: read },
    { name: 'stream-event-unknown', cases: 'stream-unknown', versions: dialect.unknownEventVersions, calls: [done], run: read },
    { name: 'stream-short', cases: 'stream-short', calls: [done], run: read },
    { name: 'stream-cut', cases: 'stream-cut', calls: [broken], run: read },
    { name: 'stream-broken', cases: 'stream-broken', calls: [broken], run: read },
    { name: 'stream-error-event', cases: 'stream-error', versions: dialect.streamErrorVersions, calls: [broken], run: read },
    ...leftStreams(open, gone('reader_left'), gone('never_read')),
    { name: 'stream-never-read', calls: [gone('never_read')], run: async (scene) => describeIterable(await open(scene)) },
    {
      name: 'stream-never-awaited',
      calls: [gone('never_read')],
      async run(scene) {
        void open(scene);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'stream-chunks-changed-by-application',
      calls: [done],
      async run(scene) {
        let seen = 0;
        for await (const chunk of await open(scene)) {
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
        const [first, second] = await Promise.all([open(scene), open(scene)]);
        return Promise.all([readAll(first), readAll(second)]);
      },
    },
  ];
  return dialect.hasSignal
    ? [...all, ...abortedStreams((scene, signal) => open(scene, { signal }), gone('aborted'), describeIterable)]
    : all;
}

/** A symbol-keyed method of our own would show here. */
function describeIterable(stream: object): unknown {
  return { className: stream.constructor.name, keys: Object.keys(stream), tag: Object.prototype.toString.call(stream) };
}
