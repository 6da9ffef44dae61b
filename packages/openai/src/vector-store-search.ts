/** `POST /vector_stores/{}/search`. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  joinText,
  type InputContent,
  type Operation,
  type RouteTarget,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';

export const vectorStoreSearch: Operation<RouteTarget> = {
  name: 'retrieval',
  target: { route: 'POST /vector_stores/{}/search' },
  describeRequest: describeSearch,
  describeInput: describeQuery,
  describeResponse: describeResults,
  describeOutput: describeDocuments,
};

function describeSearch({ path = '', body }: RequestInput): RequestFacts {
  const segments = path.split('/').filter((segment) => segment !== '');
  return { dataSourceId: segments.at(-2), retrievalTopK: asNumber(asRecord(body)?.max_num_results) };
}

/** A query is a text or several. */
function describeQuery(body: unknown): InputContent {
  const query = asRecord(body)?.query;
  return { retrievalQuery: joinText((asArray(query) ?? [query]).map(asString), '\n') };
}

/** `data` of the page; further pages are requests of their own. */
function describeResults(response: unknown): ResponseFacts {
  const documents = asArray(asRecord(response)?.data);
  return {
    documents: documents?.map((value) => {
      const document = asRecord(value);
      return { id: asString(document?.file_id), score: asNumber(document?.score) };
    }),
  };
}

function describeDocuments(response: unknown): OutputContent {
  const documents = asArray(asRecord(response)?.data);
  return {
    documents: documents?.map((value) => {
      const { file_id, ...fields } = asRecord(copyJson(value)) ?? {};
      return { id: file_id, ...fields };
    }),
  };
}
