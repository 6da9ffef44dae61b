/**
 * What an adapter read from an application and a provider becomes attributes in every capture mode, of metrics too: here it is held to what
 * such a fact can be. What does not fit is left out, never cut: half an id is a wrong id, and a sentence in its place may be the prompt.
 */
import { redactText } from '../content/redact/redactor';
import { rememberTexts } from '../content/remember-texts';
import type { Evaluation, FailureFacts, McpFacts, RequestFacts, ResponseFacts, Usage } from '../facts';
import { asErrorCode } from '../json';

type Bound = (value: unknown) => unknown;
type Bounds<Facts> = Readonly<Record<keyof Facts, Bound>>;

const maxCharacters = 256;
const maxStopCharacters = 64;
const maxStops = 16;
/** Also the most choices that are told apart: OpenTelemetry's own limit for the attributes of a span. */
export const maxListed = 128;

/** One of many: without blanks and control characters. */
function asIdentifier(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxCharacters) return undefined;
  // Nearly all of them are plain ASCII, and classes of Unicode take ten times as long.
  return /^[!-~]+$/.test(value) || /^[^\s\p{C}]+$/u.test(value) ? value : undefined;
}

/** One of few, so that asking all rules costs nothing: a key that was put in the place of the model is none of them. */
function asTerm(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxCharacters ? termOf(value) || undefined : undefined;
}

const withoutSecrets = rememberTexts(redactText);
/** Empty where the text is no term. */
const termOf = rememberTexts((text) => {
  const identifier = asIdentifier(text);
  return identifier === undefined ? '' : withoutSecrets(identifier);
});

/** A word of an API. Other scripts write sentences without blanks. */
export function asWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[!-~]+$/.test(value) ? asTerm(value) : undefined;
}

const withoutSecretsInIdentifier = rememberTexts(redactText);

/** An identifier that somebody at the other end of a connection chose, and may have put anything in. Nearly all are short numbers. */
function asForeignIdentifier(value: unknown): string | undefined {
  const identifier = asIdentifier(value);
  return identifier === undefined || /^\d{1,9}$/.test(identifier) ? identifier : withoutSecretsInIdentifier(identifier);
}

/** One that the application chose: a conversation may be named by the address or the number of the one who has it. Masked, all of them would be one. */
function asChosenIdentifier(value: unknown): string | undefined {
  const identifier = asForeignIdentifier(value);
  return identifier === value ? identifier : undefined;
}

/** One that a provider made: a new one at each call, so that only what may be an address or a number is gone through. */
function asMadeIdentifier(value: unknown): string | undefined {
  return typeof value === 'string' && /[@%+]/.test(value) ? asChosenIdentifier(value) : asIdentifier(value);
}

/** What people call something: one line. */
export function asTitle(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxCharacters && /^[^\p{C}\u2028\u2029]+$/u.test(value)
    ? withoutSecrets(value)
    : undefined;
}

/** Any characters, line breaks above all, but few of them. */
function asStop(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxStopCharacters ? withoutSecrets(value) : undefined;
}

/** Beyond 2^53 a collector refuses the whole batch that holds it. */
export function asAmount(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function asCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A list that lost some of its items would tell another story where places mean something; too long a one is cut. */
function listOf(boundItem: Bound, maxItems: number): Bound {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const items = value.length > maxItems ? value.slice(0, maxItems) : value;
    const bounded = items.map((item: unknown) => boundItem(item) ?? '_OTHER');
    return items === value && bounded.every((item, index) => item === value[index]) ? value : bounded;
  };
}

const requestBounds: Bounds<RequestFacts> = {
  provider: asTerm,
  model: asTerm,
  stream: asBoolean,
  maxTokens: asAmount,
  temperature: asAmount,
  topP: asAmount,
  topK: asAmount,
  stopSequences: listOf(asStop, maxStops),
  seed: asAmount,
  frequencyPenalty: asAmount,
  presencePenalty: asAmount,
  choiceCount: asAmount,
  outputType: asWord,
  reasoningLevel: asWord,
  previousResponseId: asChosenIdentifier,
  conversationId: asChosenIdentifier,
  serviceTier: asWord,
  encodingFormats: listOf(asTerm, maxStops),
  dimensionCount: asAmount,
  dataSourceId: asChosenIdentifier,
  retrievalTopK: asAmount,
  guardrailId: asChosenIdentifier,
  guardrailVersion: asTerm,
  knowledgeBaseId: asChosenIdentifier,
  agentName: asTitle,
  agentId: asChosenIdentifier,
  toolName: asTitle,
  toolCallId: asChosenIdentifier,
  toolType: asTerm,
  responseId: asChosenIdentifier,
  streamCursor: asChosenIdentifier,
  openaiApiType: asTerm,
  streamUsageRequested: asBoolean,
  mcp: (value) => boundMcp(value as McpFacts),
};

const responseBounds: Bounds<ResponseFacts> = {
  id: asMadeIdentifier,
  model: asTerm,
  finishReasons: listOf(asWord, maxListed),
  usage: asUsage,
  serviceTier: asWord,
  systemFingerprint: asTerm,
  status: asWord,
  conversationId: asChosenIdentifier,
  agentId: asChosenIdentifier,
  conversationCompacted: asBoolean,
  documents: (value) => value,
  evaluations: asEvaluations,
  dimensionCount: asAmount,
  rpcStatusCode: asErrorType,
  mcpProtocolVersion: asTerm,
  toolName: asTitle,
  promptName: asTitle,
  failure: asFailure,
};

const mcpBounds: Bounds<McpFacts> = {
  role: asTerm,
  methodName: asTerm,
  promptName: asTitle,
  requestId: asForeignIdentifier,
  sessionId: asForeignIdentifier,
  protocolVersion: asTerm,
  networkTransport: asTerm,
  networkProtocolName: asTerm,
  serverAddress: asIdentifier,
  serverPort: asCount,
};

const evaluationBounds: Bounds<Evaluation> = {
  name: asTerm,
  label: asTerm,
  score: asAmount,
};

const usageBounds: Bounds<Usage> = {
  inputTokens: asCount,
  outputTokens: asCount,
  cacheReadInputTokens: asCount,
  cacheWriteInputTokens: asCount,
  cacheWriteOneHourInputTokens: asCount,
  reasoningOutputTokens: asCount,
  textInputTokens: asCount,
  imageInputTokens: asCount,
  audioInputTokens: asCount,
  textOutputTokens: asCount,
  imageOutputTokens: asCount,
  audioOutputTokens: asCount,
  audioCacheReadInputTokens: asCount,
};

/** What does not fit its bound is left out or replaced; the facts themselves come back where all of them fit. */
export const boundRequestFacts = boundBy<RequestFacts>(requestBounds);
export const boundResponseFacts = boundBy<ResponseFacts>(responseBounds);
const boundUsage = boundBy<Usage>(usageBounds);
const boundMcp = boundBy<McpFacts>(mcpBounds);
const boundEvaluation = boundBy<Evaluation>(evaluationBounds);

/** Whole or nothing: a sum without one of its parts is a wrong sum. */
function asUsage(value: unknown): Usage | undefined {
  const usage = value as Usage;
  return boundUsage(usage) === usage ? usage : undefined;
}

/** Each stands for itself; without a name, or without a judgement, it says nothing. */
function asEvaluations(value: unknown): readonly Evaluation[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const evaluations: readonly Evaluation[] = value;
  const told = evaluations
    .slice(0, maxListed)
    .map(boundEvaluation)
    .filter(({ name, label, score }) => name !== undefined && (label !== undefined || score !== undefined));
  if (told.length === 0) return undefined;
  return told.length === evaluations.length && told.every((each, index) => each === evaluations[index]) ? evaluations : told;
}

/** The message is content, and no concern of this. */
function asFailure(value: unknown): FailureFacts | undefined {
  const failure = value as FailureFacts;
  const type = asErrorType(failure.type) ?? '_OTHER';
  return type === failure.type ? failure : { ...failure, type };
}

export function asErrorType(value: unknown): string | undefined {
  const code = asErrorCode(value);
  return code === undefined ? undefined : withoutSecrets(code);
}

/** Goes through the facts that there are, not through all that there might be: on the path of every call. What has no bound is left out. */
export function boundBy<Facts extends object>(bounds: Bounds<Facts>): (facts: Facts) => Facts {
  const boundOf = new Map(Object.entries<Bound>(bounds));
  return (facts) => {
    let bounded: Facts | undefined;
    for (const key in facts) {
      const value = facts[key];
      if (value === undefined) continue;
      const fitting = boundOf.get(key)?.(value);
      if (fitting === value) continue;
      bounded ??= { ...facts };
      bounded[key] = fitting as typeof value;
    }
    return bounded ?? facts;
  };
}
