import type { JsonRecord } from '@genspan/core/adapter';

interface ModelFactory {
  languageModel?(id: string): unknown;
  embeddingModel?(id: string): unknown;
  textEmbeddingModel?(id: string): unknown;
  rerankingModel?(id: string): unknown;
}

/** Since ai 5 a model may be given by its name, and is asked of the provider that is set for the process, or of the gateway. */
export function modelNamed(name: string, path: string, exports: JsonRecord): unknown {
  const { AI_SDK_DEFAULT_PROVIDER: provider = exports.gateway } = globalThis as { readonly AI_SDK_DEFAULT_PROVIDER?: unknown };
  return provider === undefined || provider === null ? undefined : makeModel(provider as ModelFactory, path, name);
}

function makeModel(factory: ModelFactory, path: string, id: string): unknown {
  switch (path) {
    case 'embed':
    case 'embedMany':
      return factory.embeddingModel?.(id) ?? factory.textEmbeddingModel?.(id);
    case 'rerank':
      return factory.rerankingModel?.(id);
    default:
      return factory.languageModel?.(id);
  }
}
