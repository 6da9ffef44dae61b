/** Rerank models of Amazon and Cohere behind InvokeModel: `{ query, documents }`. */
import { asArray, asNumber, asRecord, asString, copyJson, type RequestInput } from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';

export const rerank = {
  name: 'rerank',
  describeRequest: ({ body }: RequestInput) => ({ retrievalTopK: asNumber(asRecord(body)?.top_n) }),
  describeInput: (body) => ({ retrievalQuery: asString(asRecord(body)?.query) }),
  describeResponse(value) {
    const results = (asArray(asRecord(value)?.results) ?? []).map(asRecord);
    const documents = results.map((result) => ({
      id: asNumber(result?.index)?.toString(),
      score: asNumber(result?.relevance_score),
    }));
    return { documents: documents.length > 0 ? documents : undefined };
  },
  describeOutput(value) {
    const results = asArray(copyJson(asRecord(value)?.results));
    return { documents: results };
  },
} satisfies WireFormat;
