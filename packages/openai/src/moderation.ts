/** `POST /moderations`. */
import {
  asArray,
  asRecord,
  asString,
  type Evaluation,
  type InputContent,
  type JsonRecord,
  type MessagePart,
  type Operation,
  type RouteTarget,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';

export const moderation: Operation<RouteTarget> = {
  name: 'moderation',
  target: { route: 'POST /moderations' },
  describeRequest: ({ body }: RequestInput): RequestFacts => ({ model: asString(asRecord(body)?.model) }),
  describeInput: describeModerationInput,
  describeResponse: describeModerationResponse,
  describeOutput: describeModerationOutput,
};

/** A text, several texts, or parts with the names of chat. */
function describeModerationInput(body: unknown): InputContent {
  const content = asRecord(body)?.input;
  return openaiChat.describeInput({ messages: content === undefined ? [] : [{ role: 'user', content }] });
}

function describeModerationResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const evaluations = resultsOf(value).flatMap(describeEvaluation);
  return {
    id: asString(response.id),
    model: asString(response.model),
    evaluations: evaluations.length > 0 ? evaluations : undefined,
  };
}

/** One of each text that was given. */
function describeEvaluation(result: JsonRecord): Evaluation[] {
  return typeof result.flagged === 'boolean' ? [{ name: 'moderation', label: result.flagged ? 'fail' : 'pass' }] : [];
}

function describeModerationOutput(value: unknown): OutputContent {
  const results = resultsOf(value);
  return results.length > 0 ? { messages: [{ role: 'assistant', parts: results.map(describeResult) }] } : {};
}

function resultsOf(value: unknown): JsonRecord[] {
  return (asArray(asRecord(value)?.results) ?? []).map(asRecord).filter((result) => result !== undefined);
}

function describeResult(result: JsonRecord): MessagePart {
  const categories = Object.entries(asRecord(result.categories) ?? {});
  return {
    type: 'moderation_result',
    flagged: result.flagged === true,
    categories: categories.flatMap(([category, isFlagged]) => (isFlagged === true ? [category] : [])),
  };
}
