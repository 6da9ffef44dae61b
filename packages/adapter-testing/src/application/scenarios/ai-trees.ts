/** What an application does with the Vercel AI SDK under spans of its own, one trace each: the tree of every trace is compared. */
import { seeded } from '../../seeds';
import { inSpan } from '../in-span';
import { readAll } from '../observe';
import type { Scenario, Scene } from '../scenario';
import { construct, invoke } from '../sdk';
import { call, majorOf, providerOf, steps, toolOf, wrapModel } from './ai-scene';

/** Everything that `run` starts stands below a span named after the scenario. */
function traced(name: string, cases: string, run: (scene: Scene) => Promise<unknown>, versions = '*'): Scenario {
  return { name, cases, versions, calls: [], run: (scene) => inSpan(scene, scene.model, async () => void (await run(scene))) };
}

const telemetry = (scene: Scene, options: object): object => ({
  [majorOf(scene) < 7 ? 'experimental_telemetry' : 'telemetry']: options,
});

/** A tool that has a span of its own, in which it asks a model. */
const tools = (scene: Scene): object => ({
  lookup: toolOf(scene, () => inSpan(scene, 'own work', async () => (await call(scene, 'generateText')).text as Promise<unknown>)),
});

const agent = (scene: Scene): object => ({ ...steps(scene), tools: tools(scene), ...telemetry(scene, { functionId: 'keeper' }) });

/** Telemetry of the SDK's own: since ai 7 a package, for this call only. */
async function ownTelemetry(scene: Scene): Promise<object> {
  if (majorOf(scene) < 7) return telemetry(scene, { isEnabled: true });
  return telemetry(scene, { integrations: [construct(await scene.load('@ai-sdk/otel'), 'OpenTelemetry', {})] });
}

export const aiTrees: readonly Scenario[] = [
  traced('text', 'seeded', (scene) => call(scene, 'generateText')),
  traced('agent', 'tools,seeded', (scene) => call(scene, 'generateText', agent(scene))),
  traced('agent-stream', 'tools,seeded', async (scene) => readAll((await call(scene, 'streamText', agent(scene))).textStream)),
  traced('retried', 'status-429,seeded', (scene) => call(scene, 'generateText', { maxRetries: 1 })),
  traced('object', 'structured', (scene) => {
    const schema = invoke(scene.sdk, 'jsonSchema', { type: 'object', properties: { city: { type: 'string' } } });
    return call(scene, 'generateObject', { schema, mode: 'json' });
  }),
  traced('embed', 'float', async (scene) =>
    invoke(scene.sdk, 'embed', { model: (await providerOf(scene)).embedding(scene.model), value: seeded.query }),
  ),
  traced('middleware', 'float,seeded', async (scene) => {
    const model = (await providerOf(scene)).embedding(scene.model);
    const transformParams = async ({ params }: { params: unknown }): Promise<unknown> => {
      await inSpan(scene, 'own work', async () => invoke(scene.sdk, 'embed', { model, value: seeded.query }) as Promise<unknown>);
      return params;
    };
    return call(scene, 'generateText', { model: await wrapModel(scene, { transformParams }) });
  }),
  traced('middleware-stream', 'seeded', async (scene) => {
    const flush = async (): Promise<void> => void (await inSpan(scene, 'own work', async () => {}));
    const wrapStream = async ({ doStream }: { doStream(): Promise<{ stream: ReadableStream }> }): Promise<object> => {
      const { stream, ...rest } = await doStream();
      return { ...rest, stream: stream.pipeThrough(new TransformStream({ flush })) };
    };
    return readAll((await call(scene, 'streamText', { model: await wrapModel(scene, { wrapStream }) })).textStream);
  }),
  traced('telemetry-off', 'seeded', (scene) => call(scene, 'generateText', telemetry(scene, { isEnabled: false }))),
  traced('telemetry-on', 'tools,seeded', async (scene) => {
    const lookup = toolOf(scene, () => seeded.toolResult);
    return call(scene, 'generateText', { ...steps(scene), tools: { lookup }, ...(await ownTelemetry(scene)) });
  }),
];
