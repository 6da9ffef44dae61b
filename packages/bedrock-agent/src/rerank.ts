/** Rerank: documents that come along, in the order in which they fit a question. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type CommandTarget,
  copyJson,
  joinText,
  type JsonRecord,
  type Operation,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeModelId } from '@genspan/wire-formats/bedrock-model-id';

export const rerank: Operation<CommandTarget> = {
  name: 'rerank',
  target: { command: 'RerankCommand' },
  describeRequest({ body }: RequestInput) {
    const configuration = asRecord(asRecord(asRecord(body)?.rerankingConfiguration)?.bedrockRerankingConfiguration);
    return {
      model: describeModelId(asRecord(configuration?.modelConfiguration)?.modelArn),
      retrievalTopK: asNumber(configuration?.numberOfResults),
    };
  },
  describeInput(body) {
    const queries = (asArray(asRecord(body)?.queries) ?? []).map((query) => asString(asRecord(asRecord(query)?.textQuery)?.text));
    return { retrievalQuery: joinText(queries, '\n') };
  },
  describeResponse(value) {
    const documents = resultsOf(value).map(({ index, relevanceScore }) => ({ id: describeIndex(index), score: asNumber(relevanceScore) }));
    return { documents: documents.length > 0 ? documents : undefined };
  },
  describeOutput(value) {
    const documents = resultsOf(value).map(({ index, relevanceScore, ...rest }) => ({
      id: describeIndex(index),
      score: relevanceScore,
      ...rest,
    }));
    return { documents: documents.length > 0 ? documents : undefined };
  },
};

function resultsOf(value: unknown): JsonRecord[] {
  const results = asArray(copyJson(asRecord(value)?.results)) ?? [];
  return results.map(asRecord).filter((result) => result !== undefined);
}

/** A document is known by its place in the request. */
function describeIndex(index: unknown): string | undefined {
  return asNumber(index)?.toString();
}
