/** What scenarios of LangChain are made of: its packages, and models, chains, tools and retrievers as an application writes them. */
import { seeded } from '../seeds';
import type { ExpectedCall, Scene } from './scenario';
import { construct, invoke, read, type SdkModule } from './sdk';

/** `@langchain/langgraph` that fits: the one of core 0.3.0 has no agents that work, the one of 1.0.0 does not load. */
export const graphVersions = '>=0.3.80 <1.0.0 || >1.0.0';

export const prompt = { system: seeded.instructions, human: seeded.prompt };

/** A chat model of LangChain over the SDK of OpenAI, without retries of either. */
export async function chatModel(scene: Scene, options: object = {}): Promise<object> {
  return construct(await scene.load('@langchain/openai'), 'ChatOpenAI', { ...modelOptions(scene), ...options });
}

export function modelOptions(scene: Scene): object {
  return { model: scene.model, apiKey: 'test-key', maxRetries: 0, temperature: 0.5, configuration: { baseURL: `${scene.baseUrl}/v1` } };
}

export async function messages(scene: Scene): Promise<object[]> {
  const { SystemMessage, HumanMessage } = await load(scene, 'messages');
  return [make(SystemMessage, prompt.system), make(HumanMessage, prompt.human)];
}

export async function load(scene: Scene, subpath: string): Promise<SdkModule> {
  return scene.load(`@langchain/core/${subpath}`);
}

export function make(exported: unknown, ...values: unknown[]): object {
  return new (exported as new (...values: unknown[]) => object)(...values);
}

/** Prompt, model and parser of texts. */
export async function chain(scene: Scene, options: object = {}): Promise<object> {
  const { ChatPromptTemplate } = await load(scene, 'prompts');
  const { StringOutputParser } = await load(scene, 'output_parsers');
  const template = invoke(ChatPromptTemplate, 'fromMessages', [
    ['system', '{system}'],
    ['human', '{human}'],
  ]);
  return invoke(invoke(template, 'pipe', await chatModel(scene, options)), 'pipe', make(StringOutputParser)) as object;
}

/** A tool named `lookup`, as the fixtures of the provider ask for it. */
export async function lookupTool(scene: Scene, work: (input: { key: string }) => unknown, options: object = {}): Promise<object> {
  const { tool } = await load(scene, 'tools');
  const { z } = await scene.load('zod');
  const schema = invoke(z, 'object', { key: invoke(z, 'string') });
  const fields = { name: 'lookup', description: seeded.toolDescription, schema, ...options };
  return (tool as (work: unknown, fields: object) => object)(async (input: { key: string }) => work(input), fields);
}

/** A retriever that embeds its query by the SDK of OpenAI. */
export async function retriever(scene: Scene): Promise<object> {
  const { BaseRetriever } = await load(scene, 'retrievers');
  const { Document } = await load(scene, 'documents');
  const { OpenAIEmbeddings } = await scene.load('@langchain/openai');
  const embeddings = make(OpenAIEmbeddings, modelOptions(scene));
  const Base = BaseRetriever as new () => object;
  class Zoo extends Base {
    readonly lc_namespace = ['application'];
    async _getRelevantDocuments(query: string): Promise<object[]> {
      await invoke(embeddings, 'embedQuery', query);
      return [make(Document, { pageContent: seeded.toolResult, metadata: { id: 'doc_1', score: 0.75, of: seeded.query } })];
    }
  }
  return new Zoo();
}

/** The fields of an answer that an application reads, without those that differ between two runs. */
export function describeAnswer(message: unknown): unknown {
  return {
    className: (message as object).constructor.name,
    content: read(message, 'content'),
    id: read(message, 'id') ?? null,
    toolCalls: read(message, 'tool_calls'),
    usage: read(message, 'usage_metadata'),
    metadata: read(message, 'response_metadata'),
    keys: Object.keys(message as object).toSorted(),
  };
}

/** The call that LangChain tells, and below it the one that the SDK tells. */
export function twice(call: ExpectedCall): ExpectedCall {
  return { ...call, times: 2 * (call.times ?? 1) };
}

export function inProcess(operation: string, target: string | undefined, more: Partial<ExpectedCall> = {}): ExpectedCall {
  return { operation, outcome: 'completed', model: null, isInProcess: true, ...(target !== undefined && { target }), ...more };
}
