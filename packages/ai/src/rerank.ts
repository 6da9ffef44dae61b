/** `doRerank` of the models of ai 6 and later. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type FrameworkTarget,
  type InputContent,
  type Operation,
  type OutputContent,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeModel, modelCallOf, optionsOf, signalOf } from './model-call';

export const rerank: Operation<FrameworkTarget> = {
  name: 'rerank',
  target: { of: 'model', path: 'doRerank', bodyOf: modelCallOf, signalOf },
  describeRequest: ({ body }) => ({ ...describeModel(body), retrievalTopK: asNumber(optionsOf(body).topN) }),
  describeInput: describeQuery,
  describeResponse: describeRanking,
  describeOutput: describeDocuments,
};

function describeQuery(body: unknown): InputContent {
  return { retrievalQuery: asString(optionsOf(body).query) };
}

function describeRanking(value: unknown): ResponseFacts {
  const answer = asRecord(value);
  const response = asRecord(answer?.response);
  return {
    id: asString(response?.id),
    model: asString(response?.modelId),
    documents: asArray(answer?.ranking)?.map((item) => {
      const { index, relevanceScore } = asRecord(item) ?? {};
      return { id: asNumber(index)?.toString(), score: asNumber(relevanceScore) };
    }),
  };
}

function describeDocuments(value: unknown): OutputContent {
  return { documents: asArray(asRecord(value)?.ranking)?.map((item) => copyJson(item)) };
}
