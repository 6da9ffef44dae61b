/** `models/{}:embedContent` and `:batchEmbedContents`. The conventions record no content of embeddings. */
import { asArray, asNumber, asRecord, type RequestFacts, type RequestInput, type ResponseFacts, type Usage } from '@genspan/core/adapter';
import { describeModelName } from './gemini-request';
import { describeGeminiUsage } from './gemini-usage';
import type { WireFormat } from './wire-format';

export const geminiEmbeddings = {
  name: 'embeddings',
  describeRequest: describeEmbeddingsRequest,
  describeResponse: describeEmbeddingsResponse,
} satisfies WireFormat;

function describeEmbeddingsRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return { model: describeModelName(request.model), dimensionCount: asNumber(request.outputDimensionality) };
}

/** `embedding` for one content, `embeddings` for several. */
function describeEmbeddingsResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const embeddings = asArray(response.embeddings) ?? [response.embedding];
  return {
    usage: describeEmbeddingsUsage(response.usageMetadata) ?? sumOfStatistics(embeddings),
    dimensionCount: asArray(asRecord(embeddings[0])?.values)?.length || undefined,
  };
}

function describeEmbeddingsUsage(value: unknown): Usage | undefined {
  const usage = describeGeminiUsage(value, false);
  return usage && { inputTokens: usage.inputTokens };
}

/** Vertex AI tells the tokens of each text. */
function sumOfStatistics(embeddings: readonly unknown[]): Usage | undefined {
  let inputTokens = 0;
  for (const embedding of embeddings) {
    const count = asNumber(asRecord(asRecord(embedding)?.statistics)?.tokenCount);
    if (count === undefined || count < 0) return undefined;
    inputTokens += count;
  }
  return embeddings.length > 0 ? { inputTokens } : undefined;
}
