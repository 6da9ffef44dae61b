/** Short digests that make a change of prompt or configuration visible without anyone keeping versions. */
import { createHmac, hash } from 'node:crypto';
import type { PromptFacts, RequestFacts } from '../facts';
import { rememberTexts } from './remember-texts';

/**
 * 16 hexadecimal digits over instructions, tools and response format; `undefined` when a call has none of them. Throws what
 * `JSON.stringify` throws (cyclic tools): to be called under the guard.
 */
export type PromptFingerprint = (prompt: PromptFacts) => string | undefined;

/** With a key they are HMACs: from a plain digest a short piece of a prompt can be guessed where the rest is known. */
export function createPromptFingerprint(key: string | undefined): PromptFingerprint {
  const digest = key === undefined ? shortDigest : (source: string) => shortHmac(source, key);
  // A service has few prompts and uses them again and again.
  const digestOfOneText = rememberTexts((text) => digest(`${text.length}:${text}||`));

  return ({ instructions, tools, responseFormat }) => {
    if (instructions === undefined && tools === undefined && responseFormat === undefined) return undefined;
    const [first, second] = instructions ?? [];
    const isOneText = second === undefined && tools === undefined && responseFormat === undefined;
    if (isOneText && first !== undefined) return digestOfOneText(first);
    let source = '';
    for (const each of instructions ?? []) source += `${each.length}:${each}`;
    return digest(`${source}|${asJson(tools)}|${asJson(responseFormat)}`);
  };
}

/** What configures a model, as against what names one conversation, one stored object or how the answer is carried. */
const configures: Readonly<Record<keyof RequestFacts, boolean>> = {
  provider: false,
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
  guardrailId: true,
  guardrailVersion: true,
  knowledgeBaseId: false,
  responseId: false,
  streamCursor: false,
  openaiApiType: true,
  streamUsageRequested: false,
  agentName: false,
  agentId: false,
  toolName: false,
  toolCallId: false,
  toolType: false,
  mcp: false,
};

const configurationKeys = (Object.keys(configures) as (keyof RequestFacts)[]).filter((key) => configures[key]);

const digestOfConfiguration = rememberTexts(shortDigest);

/**
 * 16 hexadecimal digits over model and parameters; `undefined` when the request names none. Needs no key: of bounded facts it tells nothing
 * that is not an attribute beside it.
 */
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

/** 64 bits: enough to tell the prompts of a service apart. */
const digestCharacters = 16;

function shortDigest(source: string): string {
  return hash('sha256', source).slice(0, digestCharacters);
}

function shortHmac(source: string, key: string): string {
  return createHmac('sha256', key).update(source).digest('hex').slice(0, digestCharacters);
}
