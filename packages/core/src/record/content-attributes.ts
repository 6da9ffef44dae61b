/** Captured content in its two forms: JSON strings for spans, which take no structured values in every SDK, objects for events. */
import type { Attributes } from '@opentelemetry/api';
import type { CapturedContent, SafeJson } from '../content/captured-content';
import {
  ATTR_GEN_AI_INPUT_MESSAGES,
  ATTR_GEN_AI_OUTPUT_MESSAGES,
  ATTR_GEN_AI_RETRIEVAL_DOCUMENTS,
  ATTR_GEN_AI_RETRIEVAL_QUERY_TEXT,
  ATTR_GEN_AI_SYSTEM_INSTRUCTIONS,
  ATTR_GEN_AI_TOOL_CALL_ARGUMENTS,
  ATTR_GEN_AI_TOOL_CALL_RESULT,
  ATTR_GEN_AI_TOOL_DEFINITIONS,
  ATTR_GEN_AI_TOOL_DESCRIPTION,
  ATTR_MCP_RESOURCE_URI,
} from '../semconv/generated';
import { setKnown } from './set-known';

export function addContentAsJson(attributes: Attributes, content: CapturedContent): void {
  addTexts(attributes, content);
  forEachStructured(content, (name, structured) => (attributes[name] = structured.json));
}

export function addContentAsObjects(attributes: Attributes, content: CapturedContent): void {
  addTexts(attributes, content);
  forEachStructured(content, (name, structured) => (attributes[name] = structured.value));
}

export function addTexts(attributes: Record<string, unknown>, content: CapturedContent): void {
  setKnown(attributes, ATTR_GEN_AI_RETRIEVAL_QUERY_TEXT, content.retrievalQuery);
  setKnown(attributes, ATTR_GEN_AI_TOOL_DESCRIPTION, content.toolDescription);
  setKnown(attributes, ATTR_MCP_RESOURCE_URI, content.resourceUri);
}

export function forEachStructured(content: CapturedContent, visit: (name: string, structured: SafeJson) => void): void {
  if (content.instructions !== undefined) visit(ATTR_GEN_AI_SYSTEM_INSTRUCTIONS, content.instructions);
  if (content.inputMessages !== undefined) visit(ATTR_GEN_AI_INPUT_MESSAGES, content.inputMessages);
  if (content.outputMessages !== undefined) visit(ATTR_GEN_AI_OUTPUT_MESSAGES, content.outputMessages);
  if (content.toolDefinitions !== undefined) visit(ATTR_GEN_AI_TOOL_DEFINITIONS, content.toolDefinitions);
  if (content.retrievalDocuments !== undefined) visit(ATTR_GEN_AI_RETRIEVAL_DOCUMENTS, content.retrievalDocuments);
  if (content.toolArguments !== undefined) visit(ATTR_GEN_AI_TOOL_CALL_ARGUMENTS, content.toolArguments);
  if (content.toolResult !== undefined) visit(ATTR_GEN_AI_TOOL_CALL_RESULT, content.toolResult);
}
