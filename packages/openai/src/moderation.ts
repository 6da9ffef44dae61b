/** `POST /moderations`. */
import {
  asArray,
  asRecord,
  asString,
  type InputContent,
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
  return { id: asString(response.id), model: asString(response.model) };
}

function describeModerationOutput(value: unknown): OutputContent {
  const results = asArray(asRecord(value)?.results) ?? [];
  return results.length > 0 ? { messages: [{ role: 'assistant', parts: results.map(describeResult) }] } : {};
}

function describeResult(value: unknown): MessagePart {
  const result = asRecord(value);
  const categories = Object.entries(asRecord(result?.categories) ?? {});
  return {
    type: 'moderation_result',
    flagged: result?.flagged === true,
    categories: categories.flatMap(([category, isFlagged]) => (isFlagged === true ? [category] : [])),
  };
}
