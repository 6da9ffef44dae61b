import {
  asNumber,
  asRecord,
  asString,
  type JsonRecord,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeInstructions, describeOutputType } from './openai-chat-request';
import { identifyTools } from './tool-credentials';

export function describeResponsesRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return {
    model: asString(request.model),
    stream: request.stream === true ? true : undefined,
    maxTokens: asNumber(request.max_output_tokens),
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    outputType: describeOutputType(asRecord(request.text)?.format),
    reasoningLevel: asString(asRecord(request.reasoning)?.effort),
    previousResponseId: asString(request.previous_response_id),
    conversationId: describeConversation(request.conversation),
    serviceTier: asString(request.service_tier),
  };
}

/** The id, or `{ id }`. */
export function describeConversation(value: unknown): string | undefined {
  return asString(value) ?? asString(asRecord(value)?.id);
}

export function describeResponsesPrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  const instructions = [...separateInstructions(request), ...(describeInstructions(request.input) ?? [])];
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    tools: identifyTools(request.tools),
    responseFormat: asRecord(request.text)?.format ?? undefined,
  };
}

function separateInstructions(request: JsonRecord): readonly string[] {
  const text = asString(request.instructions);
  return text === undefined || text === '' ? [] : [text];
}
