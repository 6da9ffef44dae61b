/** Chat as OpenAI's first dialect, with what differs in Mistral's: `stop_reason`, and whole messages where OpenAI streams deltas. */
import { asArray, asRecord, type StreamAssembly } from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';
import type { WireFormat } from '@genspan/wire-formats/wire-format';

const stream: StreamAssembly<unknown, unknown> = openaiChat.stream;

export const openaiLikeChat: WireFormat = {
  ...openaiChat,
  // Whether usage is told is no matter of asking: Bedrock adds it to every stream.
  describeRequest: (request) => ({ ...openaiChat.describeRequest(request), streamUsageRequested: undefined }),
  describeResponse: (response) => openaiChat.describeResponse(asOpenai(response)),
  describeOutput: (response) => openaiChat.describeOutput(asOpenai(response)),
  stream: { ...stream, add: (state, chunk) => stream.add(state, asOpenai(chunk)) },
};

function asOpenai(value: unknown): unknown {
  const response = asRecord(value);
  const choices = asArray(response?.choices);
  return choices === undefined ? value : { ...response, choices: choices.map(asOpenaiChoice) };
}

function asOpenaiChoice(value: unknown): unknown {
  const choice = asRecord(value);
  if (choice === undefined) return value;
  const { finish_reason, stop_reason, message, delta } = choice;
  return { ...choice, finish_reason: finish_reason ?? stop_reason, message, delta: delta ?? message };
}
