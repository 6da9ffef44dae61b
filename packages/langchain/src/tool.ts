import {
  asRecord,
  asString,
  copyJson,
  defineOperation,
  type EventTarget,
  type InputContent,
  type Operation,
  type OutputContent,
  type RequestFacts,
} from '@genspan/core/adapter';
import { isMessage } from './messages';
import { conversationIdOf, type RunBody } from './run-body';

export interface ToolBody extends RunBody {
  /** The tool itself, to be read only: its class gives it a name that LangChain does not tell. */
  readonly tool: unknown;
  /** Arguments as an object, or, in older versions, as its JSON. */
  readonly input: unknown;
  /** Not told by 0.3 and 1.0.0. */
  readonly toolCallId: unknown;
}

export const tool: Operation<EventTarget> = defineOperation({
  name: 'execute_tool',
  target: { event: 'tool' },
  isInProcess: true,
  describeRequest: ({ body }): RequestFacts => {
    const { tool: instance, name, metadata, toolCallId } = (asRecord(body) ?? {}) as Partial<ToolBody>;
    return {
      toolName: asString(asRecord(instance)?.name) ?? asString(name),
      toolCallId: asString(toolCallId),
      toolType: 'function',
      agentName: asString(asRecord(metadata)?.lc_agent_name),
      conversationId: conversationIdOf(metadata),
    };
  },
  describeInput: (body): InputContent => {
    const { tool: instance, input } = (asRecord(body) ?? {}) as Partial<ToolBody>;
    return { toolArguments: parseText(input), toolDescription: asString(asRecord(instance)?.description) };
  },
  describeResponse: () => ({}),
  describeOutput: (output): OutputContent => ({ toolResult: describeResult(output) }),
});

/** As an object where it is the JSON of one: media and secrets are found by the names of fields. */
function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return copyJson(value);
  try {
    return asRecord(JSON.parse(value)) ?? value;
  } catch {
    return value;
  }
}

/** Called for a model, a tool answers a message. */
function describeResult(output: unknown): unknown {
  return parseText(isMessage(output) ? asRecord(output)?.content : output);
}
