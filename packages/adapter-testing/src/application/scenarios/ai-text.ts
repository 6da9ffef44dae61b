/** `generateText`: one answer, of one step or of several. */
import { seeded, seededMedia } from '../../seeds';
import { deepFreeze, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke } from '../sdk';
import { begin, call, inProcess, majorOf, modelOf, oneChat, providerOf, seeText, steps, toolOf, wrapModel } from './ai-scene';

const done = oneChat({ agent: 'completed' });
const tool = (outcome: 'completed' | 'failed', more: object = {}) =>
  (outcome === 'failed' ? failed : completed)('execute_tool', { ...inProcess, target: 'lookup', times: 2, ...more });
/** A step that asks for two tools, and one with an answer. */
const twoSteps = [completed('chat', { times: 2 }), completed('invoke_agent', inProcess)];

const text = async (scene: Scene, options: object = {}): Promise<unknown> => seeText(await call(scene, 'generateText', options));
const settings = (scene: Scene): object => ({
  [majorOf(scene) < 5 ? 'maxTokens' : 'maxOutputTokens']: 100,
  temperature: 0.4,
  topP: 0.9,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
  seed: 7,
  stopSequences: ['END'],
});

/** A conversation with an image, and a tool that was called before. */
function conversation(scene: Scene): object[] {
  const isOld = majorOf(scene) < 5;
  const result = isOld ? { result: seeded.toolResult } : { output: { type: 'text', value: seeded.toolResult } };
  return [
    { role: 'system', content: seeded.instructions },
    {
      role: 'user',
      content: [
        { type: 'text', text: seeded.prompt },
        { type: 'image', image: seededMedia, ...(isOld ? { mimeType: 'image/png' } : { mediaType: 'image/png' }) },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: seeded.query },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'lookup', [isOld ? 'args' : 'input']: { key: seeded.argument } },
      ],
    },
    { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'call_1', toolName: 'lookup', ...result }] },
  ];
}

export const aiText: readonly Scenario[] = [
  { name: 'text', calls: done, run: async (scene) => text(scene, settings(scene)) },
  {
    name: 'text-conversation',
    calls: done,
    run: (scene) => text(scene, { messages: deepFreeze(conversation(scene)), allowSystemInMessages: true }),
  },
  { name: 'text-1mb', calls: done, run: (scene) => text(scene, { prompt: `${seeded.prompt} `.repeat(9000) }) },
  { name: 'text-cut', cases: 'cut', calls: done, run: (scene) => text(scene) },
  { name: 'text-unknown', cases: 'future', calls: oneChat({ agent: 'failed' }), run: (scene) => settle(() => text(scene)) },
  {
    name: 'text-frozen',
    cases: 'tools,seeded',
    calls: [...twoSteps, tool('completed')],
    async run(scene) {
      const tools = { lookup: Object.freeze(toolOf(scene, () => seeded.toolResult)) };
      const options = Object.freeze({ model: await modelOf(scene), prompt: seeded.prompt, tools: Object.freeze(tools), ...steps(scene) });
      return seeText((await invoke(scene.sdk, 'generateText', options)) as never);
    },
  },
  {
    name: 'text-two-at-once',
    calls: oneChat({ agent: 'completed' }).map((one) => ({ ...one, times: 2 })),
    run: (scene) => Promise.all([text(scene), text(scene)]),
  },
  {
    name: 'text-never-awaited',
    calls: done,
    async run(scene) {
      void begin(scene, await modelOf(scene), 'generateText');
      return scene.unhandledRejections();
    },
  },
  {
    name: 'text-wrapped-model',
    calls: done,
    async run(scene) {
      const wrapGenerate = ({ doGenerate }: { doGenerate(): unknown }): unknown => doGenerate();
      return text(scene, { model: await wrapModel(scene, { wrapGenerate }) });
    },
  },
  {
    name: 'text-named-model',
    versions: '>=5',
    calls: done,
    async run(scene) {
      const holder = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };
      holder.AI_SDK_DEFAULT_PROVIDER = invoke(scene.sdk, 'customProvider', { languageModels: { [scene.model]: await modelOf(scene) } });
      try {
        return await text(scene, { model: scene.model });
      } finally {
        delete holder.AI_SDK_DEFAULT_PROVIDER;
      }
    },
  },
  {
    name: 'tools',
    cases: 'tools,seeded',
    calls: [...twoSteps, tool('completed')],
    run: (scene) => text(scene, { ...steps(scene), tools: { lookup: toolOf(scene, async () => ({ found: seeded.toolResult })) } }),
  },
  {
    name: 'tools-and-another-model',
    versions: '>=4.3',
    cases: 'tools,seeded',
    calls: [...twoSteps, tool('completed')],
    async run(scene) {
      const inner = (await modelOf(scene)) as Readonly<Record<string, unknown>> & { doGenerate(options: unknown): unknown };
      const { specificationVersion, provider, modelId, supportedUrls } = inner;
      // Of no class that was seen before.
      const model = { specificationVersion, provider, modelId, supportedUrls, doGenerate: (options: unknown) => inner.doGenerate(options) };
      const prepareStep = ({ stepNumber }: { stepNumber: number }): object => (stepNumber === 0 ? {} : { model });
      const tools = { lookup: toolOf(scene, () => seeded.toolResult) };
      return text(scene, { ...steps(scene), tools, prepareStep, experimental_prepareStep: prepareStep });
    },
  },
  {
    name: 'tools-not-run',
    cases: 'tools',
    calls: done,
    run: (scene) => text(scene, { ...steps(scene), tools: { lookup: toolOf(scene, undefined) } }),
  },
  {
    name: 'tools-that-yield',
    versions: '>=5.0.1',
    cases: 'tools,seeded',
    calls: [...twoSteps, tool('completed')],
    run: (scene) =>
      text(scene, {
        ...steps(scene),
        tools: {
          lookup: toolOf(scene, async function* () {
            yield 'searching';
            yield seeded.toolResult;
          }),
        },
      }),
  },
  {
    name: 'tools-that-fail',
    cases: 'tools,seeded',
    calls: [
      tool('failed'),
      completed('chat'),
      completed('chat', { versions: '>=5' }),
      completed('invoke_agent', { ...inProcess, versions: '>=5' }),
      failed('invoke_agent', { ...inProcess, versions: '<5' }),
    ],
    run: (scene) =>
      settle(() =>
        text(scene, {
          ...steps(scene),
          tools: {
            lookup: toolOf(scene, () => {
              throw new RangeError(seeded.errorMessage);
            }),
          },
        }),
      ),
  },
  {
    name: 'tools-that-ask-a-model',
    cases: 'tools,seeded',
    calls: [completed('chat', { times: 4 }), completed('invoke_agent', { ...inProcess, times: 3 }), tool('completed')],
    run: (scene) => text(scene, { ...steps(scene), tools: { lookup: toolOf(scene, () => text(scene, { prompt: seeded.query })) } }),
  },
  {
    name: 'tools-unknown',
    cases: 'tools',
    calls: [completed('chat'), failed('invoke_agent', inProcess)],
    run: (scene) => settle(() => text(scene, { tools: { other: toolOf(scene, () => seeded.toolResult) } })),
  },
  {
    name: 'tools-input-invalid',
    cases: 'tools',
    calls: [completed('chat'), failed('invoke_agent', inProcess)],
    run: (scene) => {
      const refuse = (): object => ({ success: false, error: new Error('no such key') });
      return settle(() => text(scene, { tools: { lookup: toolOf(scene, () => seeded.toolResult, refuse) } }));
    },
  },
  {
    name: 'agent',
    versions: '>=5',
    cases: 'tools,seeded',
    calls: [...twoSteps, tool('completed')],
    async run(scene) {
      const name = 'ToolLoopAgent' in scene.sdk ? 'ToolLoopAgent' : 'Experimental_Agent';
      const Agent = scene.sdk[name] as new (settings: object) => object;
      const tools = { lookup: toolOf(scene, () => seeded.toolResult) };
      const agent = new Agent({ model: await modelOf(scene), tools, ...steps(scene) });
      const answer = await invoke(agent, 'generate', { prompt: seeded.prompt });
      return { same: (agent as { tools: unknown }).tools === tools, answer: seeText(answer as never) };
    },
  },
  {
    name: 'embed',
    cases: 'float',
    calls: [completed('embeddings')],
    async run(scene) {
      const model = (await providerOf(scene)).embedding(scene.model);
      const { embedding, usage, value } = (await invoke(scene.sdk, 'embed', { model, value: seeded.query })) as never;
      return { embedding, usage, value };
    },
  },
  {
    name: 'embed-many',
    cases: 'float',
    calls: [completed('embeddings')],
    async run(scene) {
      const model = (await providerOf(scene)).embedding(scene.model);
      const { embeddings, usage } = (await invoke(scene.sdk, 'embedMany', { model, values: [seeded.query] })) as never;
      return { embeddings, usage };
    },
  },
];
