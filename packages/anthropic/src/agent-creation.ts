/** `POST /v1/agents`: a managed agent is described once, and run by sessions later. */
import { asRecord, asString, type Operation, type RequestFacts, type RequestInput, type ResponseFacts } from '@genspan/core/adapter';
import { anthropicMessages } from '@genspan/wire-formats/anthropic-messages';

/** An agent has the `system` and `tools` of a message request, and no messages. */
const { describePrompt, describeInput } = anthropicMessages;

export const agentCreation = {
  name: 'create_agent',
  describeRequest,
  describePrompt,
  describeInput,
  describeResponse,
} satisfies Omit<Operation, 'target'>;

function describeRequest({ body }: RequestInput): RequestFacts {
  const agent = asRecord(body);
  return { model: modelId(agent?.model), agentName: asString(agent?.name) };
}

function describeResponse(value: unknown): ResponseFacts {
  const agent = asRecord(value);
  return { agentId: asString(agent?.id), model: modelId(agent?.model) };
}

/** A model is its id, or settings with its id among them. */
function modelId(model: unknown): string | undefined {
  return asString(model) ?? asString(asRecord(model)?.id);
}
