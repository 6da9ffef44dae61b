/** Everything that goes wrong between a function of the Vercel AI SDK and the provider. */
import { settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { begin, call, inProcess, modelOf, oneChat, seeText } from './ai-scene';

const refused = oneChat({ agent: 'failed' });
const text = (scene: Scene, options: object = {}): Promise<unknown> =>
  settle(async () => seeText(await call(scene, 'generateText', options)));

export const aiFailure: readonly Scenario[] = [
  { name: 'refused', cases: 'status-400', calls: refused, run: (scene) => text(scene) },
  { name: 'refused-401', cases: 'status-401', calls: refused, run: (scene) => text(scene) },
  {
    name: 'refused-never-awaited',
    cases: 'status-400',
    calls: refused,
    async run(scene) {
      void begin(scene, await modelOf(scene), 'generateText');
      return scene.unhandledRejections();
    },
  },
  {
    name: 'refused-same-error',
    cases: 'status-400',
    calls: refused,
    async run(scene) {
      const promise = begin(scene, await modelOf(scene), 'generateText') as Promise<unknown>;
      const errors = await Promise.all([promise, promise].map((same) => same.catch((error: unknown) => error)));
      return errors[0] === errors[1];
    },
  },
  {
    name: 'retried-429',
    cases: 'status-429,seeded',
    // The functions call the model again: each attempt is a call of its own.
    calls: [failed('chat'), completed('chat'), completed('invoke_agent', inProcess)],
    run: (scene) => text(scene, { maxRetries: 1 }),
  },
  {
    name: 'exhausted-500',
    cases: 'status-500',
    calls: [failed('chat', { times: 2 }), failed('invoke_agent', inProcess)],
    run: (scene) => text(scene, { maxRetries: 1 }),
  },
  { name: 'disconnected', cases: 'disconnect', calls: refused, run: (scene) => text(scene) },
  { name: 'broken-json', cases: 'broken-json', calls: refused, run: (scene) => text(scene) },
  { name: 'not-json', cases: 'not-json', calls: refused, run: (scene) => text(scene) },
  { name: 'empty-object', cases: 'empty', calls: refused, run: (scene) => text(scene) },
  { name: 'cut-body', cases: 'cut-body', calls: refused, run: (scene) => text(scene) },
  {
    name: 'prompt-missing',
    calls: [failed('invoke_agent', inProcess)],
    run: async (scene) => {
      const model = await modelOf(scene);
      return settle(() => begin(scene, model, 'generateText', { prompt: undefined }));
    },
  },
  {
    name: 'messages-of-anything',
    calls: [failed('invoke_agent', inProcess)],
    run: (scene) => text(scene, { messages: [7, null, { role: 'oracle', content: [{ type: 'hologram' }] }] }),
  },
  { name: 'model-missing', calls: [failed('invoke_agent', inProcess)], run: (scene) => text(scene, { model: undefined }) },
  {
    name: 'aborted-before',
    calls: oneChat({ agent: 'abandoned', reason: 'aborted' }),
    run: (scene) => text(scene, { abortSignal: AbortSignal.abort() }),
  },
  {
    name: 'aborted-while-waiting',
    cases: 'silence',
    calls: oneChat({ agent: 'abandoned', reason: 'aborted' }),
    async run(scene) {
      const abort = new AbortController();
      const outcome = text(scene, { abortSignal: abort.signal });
      await scene.received();
      abort.abort();
      return outcome;
    },
  },
  {
    name: 'timeout',
    cases: 'silence',
    // The signal is the application's, whatever has made it fire.
    calls: oneChat({ agent: 'abandoned', reason: 'aborted' }),
    run: (scene) => text(scene, { abortSignal: AbortSignal.timeout(150) }),
  },
];
