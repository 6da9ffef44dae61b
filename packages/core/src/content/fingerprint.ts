/** Short digests that make a change of prompt or configuration visible without anyone keeping versions. */
import { hash } from 'node:crypto';
import type { PromptFacts, RequestFacts } from '../facts';
import { rememberTexts } from './remember-texts';

// A service has few prompts and configurations and uses them again and again.
const digestOfOneText = rememberTexts((text) => shortDigest(`${text.length}:${text}||`));
const digestOfConfiguration = rememberTexts(shortDigest);

/**
 * 16 hexadecimal digits over instructions, tools and response format; `undefined` when a call has none of them. Throws what
 * `JSON.stringify` throws (cyclic tools): to be called under the guard.
 */
export function fingerprintPrompt({ instructions, tools, responseFormat }: PromptFacts): string | undefined {
  if (instructions === undefined && tools === undefined && responseFormat === undefined) return undefined;
  const [first, second] = instructions ?? [];
  const isOneText = second === undefined && tools === undefined && responseFormat === undefined;
  if (isOneText && first !== undefined) return digestOfOneText(first);
  let source = '';
  for (const each of instructions ?? []) source += `${each.length}:${each}`;
  return shortDigest(`${source}|${asJson(tools)}|${asJson(responseFormat)}`);
}

/** What configures a model, as against what names one conversation, one stored object or how the answer is carried. */
const configures: Readonly<Record<keyof RequestFacts, boolean>> = {
  model: true,
  stream: false,
  maxTokens: true,
  temperature: true,
  topP: true,
  topK: true,
  stopSequences: true,
  seed: false,
  frequencyPenalty: true,
  presencePenalty: true,
  choiceCount: true,
  outputType: true,
  reasoningLevel: true,
  previousResponseId: false,
  conversationId: false,
  serviceTier: true,
  encodingFormats: true,
  dimensionCount: true,
  dataSourceId: false,
  retrievalTopK: true,
  responseId: false,
  streamCursor: false,
  openaiApiType: true,
  streamUsageRequested: false,
  agentName: false,
};

const configurationKeys = (Object.keys(configures) as (keyof RequestFacts)[]).filter((key) => configures[key]);

/** 16 hexadecimal digits over model and parameters; `undefined` when the request names none. */
export function hashConfig(facts: RequestFacts): string | undefined {
  let source = '';
  for (const key of configurationKeys) {
    const value = facts[key];
    if (value !== undefined) source += `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}\n`;
  }
  return source === '' ? undefined : digestOfConfiguration(source);
}

function asJson(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

/** 64 bits: enough to tell the prompts of a service apart, and to confirm a guess where only a short piece is unknown (docs/content.md). */
function shortDigest(source: string): string {
  return hash('sha256', source).slice(0, 16);
}
