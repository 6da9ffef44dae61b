import { modelNamed } from './model-named';

const holder = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };
const provider = (name: string): object => ({
  languageModel: (id: string) => `${name} language ${id}`,
  textEmbeddingModel: (id: string) => `${name} embedding ${id}`,
  rerankingModel: (id: string) => `${name} reranking ${id}`,
});

afterEach(() => {
  delete holder.AI_SDK_DEFAULT_PROVIDER;
});

describe('modelNamed', () => {
  test('asks the gateway for the kind of model that the function calls', () => {
    const paths = ['generateText', 'ToolLoopAgent.prototype.stream', 'embed', 'embedMany', 'rerank'];
    expect(paths.map((path) => modelNamed('m', path, { gateway: provider('gateway') }))).toEqual([
      'gateway language m',
      'gateway language m',
      'gateway embedding m',
      'gateway embedding m',
      'gateway reranking m',
    ]);
  });

  test('asks the provider of the process first', () => {
    holder.AI_SDK_DEFAULT_PROVIDER = provider('mine');
    expect(modelNamed('m', 'generateText', { gateway: provider('gateway') })).toBe('mine language m');
  });

  test('knows of none in ai 4, where models have no names', () => {
    expect(modelNamed('m', 'generateText', {})).toBeUndefined();
  });
});
