/** Items of the Responses API, of an input as of an output, as parts of the conventions. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type Message, type MessagePart } from '@genspan/core/adapter';
import { describeContent, genericPart } from './openai-content';
import { describeArguments, describeToolCall } from './openai-tools';

/** One message for each item: `null` and items without content (encrypted reasoning) give none. */
export function describeInputItem(value: unknown): Message[] {
  if (value === null || value === undefined) return [];
  const item = asRecord(value);
  if (!item) return [{ role: 'unknown', parts: [genericPart('unknown', value)] }];
  const parts = describeItem(item);
  return parts.length > 0 ? [{ role: roleOf(item), parts }] : [];
}

/** A message may leave its type out. */
function typeOf(item: JsonRecord): string {
  return asString(item.type) ?? (item.role === undefined ? (item.id === undefined ? 'unknown' : 'item_reference') : 'message');
}

function roleOf(item: JsonRecord): string {
  const type = typeOf(item);
  const role = asString(item.role);
  if (role !== undefined) return role;
  if (type.endsWith('_output')) return 'tool';
  return type === 'mcp_approval_response' || type === 'item_reference' ? 'user' : 'assistant';
}

/** A type nobody has seen yet is kept as a generic part. */
export function describeItem(value: unknown): MessagePart[] {
  const item = asRecord(value);
  if (!item) return value === null || value === undefined ? [] : [genericPart('unknown', value)];
  const type = typeOf(item);
  const describe = Object.hasOwn(knownItems, type) ? knownItems[type] : undefined;
  return describe ? describe(item) : [genericPart(type, item)];
}

const knownItems: Readonly<Record<string, (item: JsonRecord) => MessagePart[]>> = {
  message: (item) => describeContent(item.content),
  reasoning: describeReasoning,
  // The summary itself is encrypted.
  compaction: (item) => [{ type: 'compaction', id: asString(item.id) }],

  // Tools that the application runs.
  function_call: (item) => [describeToolCall(item.call_id, item.name, item.arguments)],
  custom_tool_call: (item) => [describeToolCall(item.call_id, item.name, item.input)],
  computer_call: (item) => [describeToolCall(item.call_id, 'computer', item.actions ?? item.action)],
  local_shell_call: (item) => [describeToolCall(item.call_id, 'local_shell', item.action)],
  apply_patch_call: (item) => [describeToolCall(item.call_id, 'apply_patch', item.operation)],
  shell_call: describeShellCall,
  function_call_output: describeToolOutput,
  custom_tool_call_output: describeToolOutput,
  computer_call_output: describeToolOutput,
  local_shell_call_output: describeToolOutput,
  apply_patch_call_output: describeToolOutput,
  shell_call_output: describeToolOutput,

  // Tools that the provider runs: call and result are one item.
  web_search_call: (item) => describeServerTool('web_search', item, { action: item.action }, {}),
  file_search_call: (item) => describeServerTool('file_search', item, { queries: item.queries }, { results: item.results }),
  code_interpreter_call: (item) =>
    describeServerTool('code_interpreter', item, { code: item.code, container_id: item.container_id }, { outputs: item.outputs }),
  mcp_call: (item) =>
    describeServerTool(
      asString(item.name) ?? 'mcp',
      item,
      { type: 'mcp', server_label: item.server_label, arguments: describeArguments(item.arguments) },
      { type: 'mcp', output: item.output, error: item.error },
    ),
  mcp_list_tools: (item) =>
    describeServerTool('mcp_list_tools', item, { server_label: item.server_label }, { tools: item.tools, error: item.error }),
  image_generation_call: describeImageGeneration,
};

function describeReasoning(item: JsonRecord): MessagePart[] {
  const texts = [...(asArray(item.summary) ?? []), ...(asArray(item.content) ?? [])].map((part) => asString(asRecord(part)?.text));
  return texts.flatMap((content) => (content ? [{ type: 'reasoning', content } as const] : []));
}

const applicationTools = ['function_call', 'custom_tool_call', 'computer_call', 'local_shell_call', 'shell_call', 'apply_patch_call'];

/** Whether an item calls a tool that the application runs: the model then waits for its answer. */
export function isApplicationToolCall(value: unknown): boolean {
  const item = asRecord(value);
  return item !== undefined && applicationTools.includes(typeOf(item)) && !isInContainer(item);
}

/** A shell in a container of the provider is run by the provider, a local one by the application. */
function isInContainer(item: JsonRecord): boolean {
  return asString(asRecord(item.environment)?.type)?.startsWith('container') ?? false;
}

function describeShellCall(item: JsonRecord): MessagePart[] {
  return isInContainer(item)
    ? describeServerTool('shell', { ...item, id: item.call_id ?? item.id }, { action: item.action }, {})
    : [describeToolCall(item.call_id, 'shell', item.action)];
}

function describeToolOutput(item: JsonRecord): MessagePart[] {
  const { output } = item;
  const screenshot = asRecord(output)?.type === 'computer_screenshot' ? [output] : undefined;
  const parts = screenshot ?? (asArray(output)?.every((part) => asString(asRecord(part)?.type)) ? output : undefined);
  // `local_shell_call_output` has the call's id under its own `id`.
  const id = asString(item.call_id) ?? asString(item.id);
  return [{ type: 'tool_call_response', id, response: parts ? describeContent(parts) : (copyJson(output) ?? null) }];
}

function describeServerTool(name: string, item: JsonRecord, call: JsonRecord, result: JsonRecord): MessagePart[] {
  const id = asString(item.id);
  const response = presentFields(result);
  const hasResponse = Object.keys(response).some((field) => field !== 'type');
  return [
    { type: 'server_tool_call', id, name, server_tool_call: { type: name, ...presentFields(call) } },
    ...(hasResponse ? [{ type: 'server_tool_call_response', id, server_tool_call_response: { type: name, ...response } }] : []),
  ];
}

function presentFields(fields: JsonRecord): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(present.map(([name, field]) => [name, copyJson(field)]));
}

function describeImageGeneration(item: JsonRecord): MessagePart[] {
  const image = asString(item.result);
  const format = asString(item.output_format) ?? 'png';
  return [
    ...describeServerTool('image_generation', item, { revised_prompt: item.revised_prompt }, { error: item.error }),
    ...(image === undefined ? [] : [{ type: 'blob', modality: 'image', mime_type: `image/${format}`, content: image } as const]),
  ];
}
