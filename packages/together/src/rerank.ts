/** `POST /rerank`: documents in the order of their relevance to a query. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type Operation,
  type RouteTarget,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
  type RetrievedDocument,
} from '@genspan/core/adapter';
import { describeUsage } from '@genspan/wire-formats/openai-usage';

export const rerank: Operation<RouteTarget> = {
  name: 'rerank',
  target: { route: 'POST /rerank' },
  describeRequest: describeRerank,
  describeInput: (body: unknown): InputContent => ({ retrievalQuery: asString(asRecord(body)?.query) }),
  describeResponse: describeRanking,
  describeOutput: describeDocuments,
};

function describeRerank({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return { model: asString(request.model), retrievalTopK: asNumber(request.top_n) };
}

/** A document is known by its place in the request. */
function describeRank(value: unknown): RetrievedDocument {
  const result = asRecord(value);
  return { id: asNumber(result?.index)?.toString(), score: asNumber(result?.relevance_score) };
}

function describeRanking(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  return {
    id: asString(response.id),
    model: asString(response.model),
    usage: describeUsage(response.usage),
    documents: asArray(response.results)?.map(describeRank),
  };
}

function describeDocuments(value: unknown): OutputContent {
  const results = asArray(asRecord(value)?.results);
  return { documents: results?.map((result) => ({ ...describeRank(result), document: copyJson(asRecord(result)?.document) })) };
}
