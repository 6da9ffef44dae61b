import {
  asArray,
  asRecord,
  asString,
  copyTool,
  identifyTools,
  type InputContent,
  type JsonRecord,
  type Message,
  type PromptFacts,
} from '@genspan/core/adapter';
import { describeParts } from './content-parts';
import { formatOf, optionsOf, toolsOf } from './model-call';

export function describeMessages(prompt: unknown): Message[] {
  return (asArray(prompt) ?? []).map((value) => {
    const message = asRecord(value);
    return { role: asString(message?.role) ?? 'user', parts: describeParts(message?.content) };
  });
}

/** What a model is given: the functions have put instructions in front of the conversation, as system messages. */
export function describeChatInput(body: unknown): InputContent {
  const options = optionsOf(body);
  return { messages: describeMessages(options.prompt), tools: toolsOf(options)?.map(describeTool) };
}

function describeTool(value: unknown): unknown {
  const tool = asRecord(copyTool(value));
  if (tool === undefined) return { type: 'unknown' };
  const { inputSchema, parameters = inputSchema, ...fields } = tool;
  return parameters === undefined ? fields : { ...fields, parameters };
}

export function describeChatPrompt(body: unknown): PromptFacts {
  const options = optionsOf(body);
  const systems = (asArray(options.prompt) ?? []).flatMap((value) => {
    const message = asRecord(value);
    return message?.role === 'system' ? describeParts(message.content) : [];
  });
  const instructions = systems.flatMap((part) => ('content' in part && typeof part.content === 'string' ? [part.content] : []));
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    tools: identifyTools(toolsOf(options)),
    responseFormat: describeFormat(formatOf(options)),
  };
}

function describeFormat(format: JsonRecord | undefined): unknown {
  return format === undefined || format.type === 'text' ? undefined : format;
}
