/** Rerank models of Amazon and Cohere behind InvokeModel: `{ query, documents }`. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type RequestInput } from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';

export const rerank = {
  name: 'rerank',
  describeRequest: ({ body }: RequestInput) => ({ retrievalTopK: asNumber(asRecord(body)?.top_n) }),
  describeInput: (body) => ({ retrievalQuery: asString(asRecord(body)?.query) }),
  describeResponse(value) {
    const documents = resultsOf(value).map(({ index, relevance_score }) => ({ id: asId(index), score: asNumber(relevance_score) }));
    return { documents: documents.length > 0 ? documents : undefined };
  },
  describeOutput(value) {
    const documents = resultsOf(value).map(({ index, relevance_score, ...rest }) => ({ id: asId(index), score: relevance_score, ...rest }));
    return { documents: documents.length > 0 ? documents : undefined };
  },
} satisfies WireFormat;

function resultsOf(value: unknown): JsonRecord[] {
  const results = asArray(copyJson(asRecord(value)?.results)) ?? [];
  return results.map(asRecord).filter((result) => result !== undefined);
}

/** A document is known by its place in the request. */
function asId(index: unknown): string | undefined {
  return asNumber(index)?.toString();
}
