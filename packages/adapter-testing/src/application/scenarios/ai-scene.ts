/** What the scenarios of the Vercel AI SDK share: one way to write a call for all majors. */
import { processSeeds, seeded } from '../../seeds';
import { abandoned, completed, type ExpectedCall, failed, type Scene } from '../scenario';
import { invoke } from '../sdk';

export interface Outcomes {
  readonly agent: 'completed' | 'failed' | 'abandoned';
  /** @default as the agent */
  readonly chat?: 'completed' | 'failed' | 'abandoned';
  readonly stream?: true;
  readonly reason?: 'aborted' | 'reader_left' | 'never_read';
}

const expected = { completed, failed };

/** One call of a function, with one call of its model. */
export function oneChat({ agent, chat = agent, stream, reason }: Outcomes): ExpectedCall[] {
  const streamed = stream && { stream };
  const one = (operation: string, outcome: Outcomes['agent'], more: object): ExpectedCall =>
    outcome === 'abandoned'
      ? abandoned(operation, reason, { ...streamed, ...more })
      : expected[outcome](operation, { ...streamed, ...more });
  return [one('chat', chat, {}), one('invoke_agent', agent, inProcess)];
}

/** Neither a function nor a tool names a model. */
export const inProcess = { isInProcess: true, model: null } as const;

export async function modelOf(scene: Scene): Promise<object> {
  return (await providerOf(scene)).chat(scene.model);
}

interface Provider {
  chat(id: string): object;
  embedding(id: string): object;
}

export async function providerOf(scene: Scene): Promise<Provider> {
  const { createOpenAI } = (await scene.load('@ai-sdk/openai')) as { createOpenAI(options: object): Provider };
  return createOpenAI({
    apiKey: 'test-key',
    baseURL: `${scene.baseUrl}/v1`,
    headers: { 'x-seed': processSeeds.header },
    // In ai 4 usage is asked for in streams only then.
    compatibility: 'strict',
  });
}

/** `call(scene, 'generateText', { ... })` with a model and a prompt, unless others are given. */
export async function call(scene: Scene, name: string, options: object = {}): Promise<Answer> {
  return begin(scene, await modelOf(scene), name, options);
}

/** In the same turn: what throws or rejects does so as in an application. */
export function begin(scene: Scene, model: unknown, name: string, options: object = {}): Answer | Promise<Answer> {
  // Some versions print them on stdout, where the observations go.
  (globalThis as { AI_SDK_LOG_WARNINGS?: unknown }).AI_SDK_LOG_WARNINGS = false;
  const prompt = 'messages' in options ? {} : { system: seeded.instructions, prompt: seeded.prompt };
  return invoke(scene.sdk, name, { model, ...prompt, maxRetries: 0, onError: () => {}, ...options }) as unknown as Answer;
}

/** Anything that a function answers with: what a version lacks is absent. */
export type Answer = Readonly<Record<string, unknown>> & {
  readonly textStream: AsyncIterable<string>;
  readonly fullStream: AsyncIterable<unknown>;
  readonly partialObjectStream: AsyncIterable<unknown>;
};

export const majorOf = ({ version }: Pick<Scene, 'version'>): number => Number(version.split('.')[0]);

/** Several steps, as each major allows them. */
export function steps(scene: Scene, count = 3): object {
  if (majorOf(scene) < 5) return { maxSteps: count };
  return { stopWhen: invoke(scene.sdk, 'isStepCount' in scene.sdk ? 'isStepCount' : 'stepCountIs', count) };
}

/** Since ai 5 a middleware says for which interface of models it is. */
export async function wrapModel(scene: Scene, middleware: object): Promise<unknown> {
  const wrap = 'wrapLanguageModel' in scene.sdk ? 'wrapLanguageModel' : 'experimental_wrapLanguageModel';
  const specificationVersion = { 5: 'v2', 6: 'v3', 7: 'v4' }[majorOf(scene)];
  const given = { ...middleware, ...(specificationVersion !== undefined && { specificationVersion }) };
  return invoke(scene.sdk, wrap, { model: await modelOf(scene), middleware: given });
}

/** A tool in the words of all majors. */
export function toolOf(scene: Scene, execute: ((input: unknown) => unknown) | undefined, validate?: (value: unknown) => unknown): object {
  const schema = invoke(scene.sdk, 'jsonSchema', { type: 'object', properties: { key: { type: 'string' } } }, validate && { validate });
  return { description: seeded.toolDescription, parameters: schema, inputSchema: schema, execute };
}

/** What an application sees of an answer of `generateText`. */
export function seeText(answer: Answer): unknown {
  const { text, finishReason, usage, toolCalls, toolResults, steps: taken, response } = answer;
  const { id, modelId } = response as { id: unknown; modelId: unknown };
  return {
    className: answer.constructor.name,
    keys: Object.keys(answer),
    text,
    finishReason,
    usage,
    toolCalls,
    toolResults,
    stepCount: (taken as unknown[]).length,
    id,
    modelId,
  };
}

/** Of an answer of `streamText`, after its stream was read. */
export async function seeStreamed(answer: Answer): Promise<unknown> {
  return { text: await answer.text, finishReason: await answer.finishReason, usage: await answer.usage };
}
