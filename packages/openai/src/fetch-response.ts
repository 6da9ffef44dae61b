/** `GET /responses/{}`: a stored response is fetched, polled or, with `stream`, followed; nothing is inferred, so nothing is billed. */
import {
  asNumber,
  asRecord,
  asString,
  type Operation,
  type RouteTarget,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { openaiResponses } from '@genspan/wire-formats/openai-responses';

export const fetchResponse: Operation<RouteTarget> = {
  name: 'fetch_response',
  target: { route: 'GET /responses/{}' },
  describeRequest: describeFetch,
  describeResponse: describeFetched,
  describeOutput: openaiResponses.describeOutput,
  stream: openaiResponses.stream,
};

function describeFetch({ path = '', query = {} }: RequestInput): RequestFacts {
  const isStream = query.stream === true || query.stream === 'true';
  return {
    responseId: path.split('/').findLast((segment) => segment !== ''),
    stream: isStream ? true : undefined,
    streamCursor: asString(query.starting_after) ?? asNumber(query.starting_after)?.toString(),
    openaiApiType: 'responses',
  };
}

/** That a stored response has failed is told by its status: fetching it has not failed. */
function describeFetched(response: unknown): ResponseFacts {
  const { id, model, finishReasons, conversationId, failure } = openaiResponses.describeResponse(response);
  const told = asString(asRecord(response)?.status);
  const status = told === 'cut_off' ? undefined : told;
  return { id, model, finishReasons, conversationId, status, failure: status === 'failed' ? undefined : failure };
}
