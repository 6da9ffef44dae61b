/** Embeddings of Titan (`embedding`), Cohere (`embeddings`) and Nova (`embeddings[].embedding`). The conventions record no content of them. */
import { asArray, asNumber, asRecord, asString, type RequestInput } from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { asTexts } from './completion';

export const embeddings = {
  name: 'embeddings',
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    const nova = asRecord(request.singleEmbeddingParams) ?? asRecord(request.segmentedEmbeddingParams);
    return {
      dimensionCount:
        asNumber(request.dimensions) ??
        asNumber(request.output_dimension) ??
        asNumber(asRecord(request.embeddingConfig)?.outputEmbeddingLength) ??
        asNumber(nova?.embeddingDimension),
      encodingFormats:
        request.embeddingTypes === undefined && request.embedding_types === undefined
          ? undefined
          : asTexts(request.embeddingTypes ?? request.embedding_types),
    };
  },
  describeResponse(value) {
    const response = asRecord(value) ?? {};
    const inputTokens = asNumber(response.inputTextTokenCount);
    return {
      id: asString(response.id),
      usage: inputTokens === undefined ? undefined : { inputTokens },
      dimensionCount: asArray(response.embedding)?.length || countDimensions(response.embeddings),
    };
  },
} satisfies WireFormat;

/** Of a list of vectors, or of lists by type: only plain numbers tell how many there are. */
function countDimensions(value: unknown): number | undefined {
  const [first] = asArray(value) ?? asArray(asRecord(value)?.float) ?? [];
  const vector = asArray(first) ?? asArray(asRecord(first)?.embedding);
  return vector?.length || undefined;
}
