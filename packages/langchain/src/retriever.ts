import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  defineOperation,
  type EventTarget,
  type InputContent,
  type Operation,
  type OutputContent,
  type RequestFacts,
  type ResponseFacts,
  type RetrievedDocument,
} from '@genspan/core/adapter';
import { conversationIdOf, type RunBody } from './run-body';

export interface RetrieverBody extends RunBody {
  readonly query: unknown;
}

export const retriever: Operation<EventTarget> = defineOperation({
  name: 'retrieval',
  target: { event: 'retriever' },
  isInProcess: true,
  describeRequest: ({ body }): RequestFacts => ({
    conversationId: conversationIdOf(asRecord(body)?.metadata),
  }),
  describeInput: (body): InputContent => ({ retrievalQuery: asString(asRecord(body)?.query) }),
  describeResponse: (documents): ResponseFacts => ({ documents: asArray(documents)?.map(describeDocument) }),
  describeOutput: (documents): OutputContent => ({
    documents: asArray(documents)?.map((document) => {
      const fields = asRecord(document);
      return { ...describeDocument(document), content: asString(fields?.pageContent), metadata: copyJson(fields?.metadata) };
    }),
  }),
});

/** A document has no score of its own; vector stores and rerankers write it into the metadata. */
const scoreFields = ['score', 'relevance_score', 'relevanceScore', '_score', 'similarity', 'rerank_score'] as const;

function describeDocument(document: unknown): RetrievedDocument {
  const fields = asRecord(document);
  const metadata = asRecord(fields?.metadata);
  const id = asString(fields?.id) ?? asString(metadata?.id);
  return { id, score: scoreFields.map((field) => asNumber(metadata?.[field])).find((score) => score !== undefined) };
}
