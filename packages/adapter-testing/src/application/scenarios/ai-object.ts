/** `generateObject` and `streamObject`, whose answer must fit a schema, and `rerank`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../seeds';
import { readAll, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke } from '../sdk';
import { type Answer, begin, inProcess, modelOf, oneChat } from './ai-scene';

interface ObjectAnswer {
  readonly object: unknown;
  readonly finishReason: unknown;
  readonly usage: unknown;
}

const validate = (value: unknown): object => {
  const isCity = typeof (value as { city?: unknown } | null)?.city === 'string';
  return isCity ? { success: true, value } : { success: false, error: new Error('no city') };
};

function schemaOf(scene: Scene): unknown {
  const shape = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
  return invoke(scene.sdk, 'jsonSchema', shape, { validate });
}

async function ask(scene: Scene, name: string): Promise<unknown> {
  return begin(scene, await modelOf(scene), name, { schema: schemaOf(scene), mode: 'json' });
}

async function generate(scene: Scene): Promise<unknown> {
  const { object, finishReason, usage } = (await ask(scene, 'generateObject')) as ObjectAnswer;
  return { object, finishReason, usage };
}

async function stream(scene: Scene): Promise<unknown> {
  const answer = (await ask(scene, 'streamObject')) as Answer;
  const object = settle(() => answer.object);
  const read = await readAll(answer.partialObjectStream);
  // Until ai 6.0 it is never settled where the stream has failed.
  return { read, object: await Promise.race([object, sleep(200, 'pending')]) };
}

async function rerank(scene: Scene): Promise<unknown> {
  const { createCohere } = await scene.load('@ai-sdk/cohere');
  const cohere = (createCohere as (options: object) => object)({ apiKey: 'test-key', baseURL: `${scene.baseUrl}/v2` });
  const model = invoke(cohere, 'reranking', scene.model);
  const documents = [seeded.query, seeded.toolResult];
  const answer = (await invoke(scene.sdk, 'rerank', { model, documents, query: seeded.prompt, maxRetries: 0 })) as { ranking: unknown };
  return answer.ranking;
}

const streamed = { stream: true } as const;

export const aiObject: readonly Scenario[] = [
  { name: 'object', cases: 'structured', calls: oneChat({ agent: 'completed' }), run: generate },
  {
    name: 'object-invalid',
    cases: 'seeded',
    calls: [completed('chat'), failed('invoke_agent', inProcess)],
    run: (scene) => settle(() => generate(scene)),
  },
  {
    name: 'output-invalid',
    versions: '>=5',
    cases: 'seeded',
    calls: [completed('chat'), failed('invoke_agent', inProcess)],
    run: (scene) =>
      settle(async () => {
        const output = invoke(scene.sdk, 'Output.object', { schema: schemaOf(scene) });
        const answer = await begin(scene, await modelOf(scene), 'generateText', { output, experimental_output: output });
        return answer.text;
      }),
  },
  { name: 'object-refused', cases: 'status-400', calls: oneChat({ agent: 'failed' }), run: (scene) => settle(() => generate(scene)) },
  { name: 'object-stream', cases: 'structured', calls: oneChat({ agent: 'completed', stream: true }), run: stream },
  {
    name: 'object-stream-invalid',
    cases: 'seeded',
    calls: [completed('chat', streamed), failed('invoke_agent', { ...inProcess, ...streamed })],
    run: stream,
  },
  { name: 'object-stream-refused', cases: 'status-400', calls: oneChat({ agent: 'failed', stream: true }), run: stream },
  { name: 'object-stream-cut', cases: 'stream-cut', calls: oneChat({ agent: 'failed', stream: true }), run: stream },
  {
    name: 'rerank',
    versions: '>=6',
    calls: [completed('rerank', { provider: 'cohere' })],
    run: rerank,
  },
  {
    name: 'rerank-refused',
    versions: '>=6',
    cases: 'status-400',
    calls: [failed('rerank', { provider: 'cohere' })],
    run: (scene) => settle(() => rerank(scene)),
  },
];
