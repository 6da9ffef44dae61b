/** InvokeAgent and InvokeInlineAgent: an agent that runs at AWS answers in chunks of text, or hands control back to the application. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type CommandTarget,
  copyJson,
  defineOperation,
  type InputContent,
  type JsonRecord,
  type Message,
  type MessagePart,
  type Operation,
  type OutputContent,
  type PromptFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeGuardrailId, describeModelId } from '@genspan/wire-formats/bedrock-model-id';
import { agentStream, type AgentStreamState } from './agent-stream';
import { describeFailure } from './failure';

const common = {
  name: 'invoke_agent' as const,
  describePrompt(body: unknown): PromptFacts {
    const request = asRecord(body) ?? {};
    const instruction = asString(request.instruction);
    return { instructions: instruction === undefined ? undefined : [instruction], tools: request.actionGroups ?? undefined };
  },
  describeInput,
  describeResponse(value: unknown) {
    const answer = asRecord(value) ?? {};
    const usage = asRecord(answer.usage);
    const inputTokens = asNumber(usage?.inputTokens);
    return {
      finishReasons: recordsOf(answer.returned).length > 0 ? ['tool_call'] : undefined,
      usage: inputTokens === undefined ? undefined : { inputTokens, outputTokens: asNumber(usage?.outputTokens) },
      failure: describeFailure(answer.failure),
    };
  },
  describeOutput,
  stream: agentStream,
};

export const invokeAgent: Operation<CommandTarget> = defineOperation<AgentStreamState, unknown, CommandTarget>({
  ...common,
  target: { command: 'InvokeAgentCommand' },
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    return { agentId: asString(request.agentId), conversationId: asString(request.sessionId), stream: true };
  },
});

export const invokeInlineAgent: Operation<CommandTarget> = defineOperation<AgentStreamState, unknown, CommandTarget>({
  ...common,
  target: { command: 'InvokeInlineAgentCommand' },
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    return {
      model: describeModelId(request.foundationModel),
      agentName: asString(request.agentName),
      conversationId: asString(request.sessionId),
      guardrailId: describeGuardrailId(asRecord(request.guardrailConfiguration)?.guardrailIdentifier),
      guardrailVersion: asString(asRecord(request.guardrailConfiguration)?.guardrailVersion),
      stream: true,
    };
  },
});

function describeInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const state = asRecord(request.sessionState) ?? asRecord(request.inlineSessionState);
  const instruction = asString(request.instruction);
  const text = asString(request.inputText);
  const results = (asArray(state?.returnControlInvocationResults) ?? []).flatMap(describeResult);
  const messages: Message[] = [
    ...(results.length > 0 ? [{ role: 'tool', parts: results }] : []),
    ...(text === undefined ? [] : [{ role: 'user', parts: [{ type: 'text', content: text } as const] }]),
  ];
  const tools = (asArray(request.actionGroups) ?? []).map(describeActionGroup);
  return {
    instructions: instruction === undefined ? undefined : [{ type: 'text', content: instruction }],
    messages: messages.length > 0 ? messages : undefined,
    tools: tools.length > 0 ? tools : undefined,
  };
}

/** `{ functionResult }` or `{ apiResult }`: what the application made of the control it was given. */
function describeResult(value: unknown): MessagePart[] {
  const member = asRecord(value);
  const result = asRecord(member?.functionResult) ?? asRecord(member?.apiResult);
  return result === undefined ? [] : [{ type: 'tool_call_response', response: copyJson(result.responseBody) ?? null }];
}

function describeActionGroup(value: unknown): unknown {
  const group = asRecord(copyJson(value)) ?? {};
  return { type: 'function', name: asString(group.actionGroupName) ?? 'unknown', ...group };
}

function describeOutput(value: unknown): OutputContent {
  const answer = asRecord(value) ?? {};
  const returned = recordsOf(answer.returned);
  const text = asString(answer.text);
  const parts: MessagePart[] = [
    ...(text ? [{ type: 'text', content: text } as const] : []),
    ...recordsOf(answer.files).map((file) => ({ ...file, type: 'output_file' })),
    ...returned.map(describeReturned),
  ];
  if (parts.length === 0) return {};
  return { messages: [{ role: 'assistant', parts, finish_reason: returned.length > 0 ? 'tool_call' : undefined }] };
}

function recordsOf(list: unknown): JsonRecord[] {
  return (asArray(copyJson(list)) ?? []).map(asRecord).filter((item) => item !== undefined);
}

/** `{ functionInvocationInput }` or `{ apiInvocationInput }`. */
function describeReturned(member: JsonRecord): MessagePart {
  const called = asRecord(member.functionInvocationInput) ?? asRecord(member.apiInvocationInput) ?? {};
  const parameters = (asArray(called.parameters) ?? []).map(asRecord).flatMap((parameter) => {
    const name = asString(parameter?.name);
    return name === undefined ? [] : [[name, parameter?.value] as const];
  });
  return {
    type: 'tool_call',
    name: asString(called.function) ?? asString(called.apiPath) ?? asString(called.actionGroup) ?? 'unknown',
    arguments: Object.fromEntries(parameters),
  };
}
