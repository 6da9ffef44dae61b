/** The modes that keep text: the whole of a call's content made safe and serialised, step by step. */
import type { AsyncRedactor } from './async-redactor';
import type { CapturePolicy } from './capture-policy';
import type { CapturedContent, SafeJson, SafeText } from './captured-content';
import type { CallContent } from './content-stage';
import { hashInput, hashOutput } from './content-hash';
import { Digest } from './hash';
import type { Redactor } from './redact/redactor';
import { makeMessagesSafe, makePartsSafe } from './safe-messages';
import { makeSafe, makeTextSafe, type Filter } from './safe-value';
import type { Steps } from './steps';
import { Budget } from './truncate';

export interface TextCapture {
  readonly policy: CapturePolicy;
  readonly redactor: Redactor;
  readonly asyncRedactor: AsyncRedactor | undefined;
}

/** The budget goes first to what is newest: failure, answer, instructions, messages from the last to the first, tools. */
export function* captureText(content: CallContent, { policy, redactor, asyncRedactor }: TextCapture): Steps<CapturedContent> {
  const { input, output } = content;
  const budget = new Budget(policy.maxPartCharacters, policy.maxCallCharacters);
  const isRaw = policy.mode === 'full';
  const filter: Filter = {
    redactor: isRaw ? undefined : redactor,
    asyncRedactor: isRaw ? undefined : asyncRedactor,
    hashKey: policy.hashKey,
    budget,
  };
  const failureMessage = yield* text(content.failureMessage, filter);
  const failureStack = yield* text(content.readFailureStack?.(), filter);
  const comment = yield* text(content.comment, filter);
  const outputMessages = output?.messages && (yield* serialize(yield* makeMessagesSafe(output.messages, filter, true)));
  const retrievalDocuments = output?.documents && (yield* serialize(yield* makeItemsSafe(output.documents, filter)));
  const retrievalQuery = yield* text(input?.retrievalQuery, filter);
  const toolResult = yield* valueOf(output?.toolResult, filter);
  const toolArguments = yield* valueOf(input?.toolArguments, filter);
  const toolDescription = yield* text(input?.toolDescription, filter);
  const resourceUri = yield* text(input?.resourceUri, filter);
  const instructions = input?.instructions && (yield* serialize(yield* makePartsSafe(input.instructions, filter)));
  const inputMessages = input?.messages && (yield* serialize(yield* makeMessagesSafe(input.messages, filter, false)));
  const toolDefinitions = input?.tools && (yield* serialize(yield* makeItemsSafe(input.tools, filter)));
  // Next to a redacted text, a plain digest of the raw one would let anybody find what was masked by trying: of nine digits
  // there are few. Such a digest is taken of the redacted text.
  const hashesRaw = isRaw || policy.hashKey !== undefined;
  return {
    mode: policy.mode,
    instructions,
    inputMessages,
    outputMessages,
    toolDefinitions,
    retrievalQuery,
    retrievalDocuments,
    toolArguments,
    toolDescription,
    toolResult,
    resourceUri,
    failureMessage,
    failureStack,
    comment,
    inputHash: hashesRaw
      ? yield* hashInput(input, policy.hashKey)
      : yield* hashSafe([instructions?.json, inputMessages?.json, retrievalQuery, toolArguments?.json]),
    outputHash: hashesRaw
      ? yield* hashOutput(output, policy.hashKey)
      : yield* hashSafe([outputMessages?.json, retrievalDocuments?.json, toolResult?.json]),
    truncated: budget.isExceeded ? true : undefined,
  };
}

function* text(value: string | undefined, filter: Filter): Steps<SafeText | undefined> {
  if (value === undefined) return undefined;
  filter.budget.startPart();
  return (yield* makeTextSafe(value, '', filter)) as SafeText;
}

/** Arguments and results are of any shape; the budget bounds their size. */
function* valueOf(value: unknown, filter: Filter): Steps<SafeJson | undefined> {
  if (value === undefined) return undefined;
  filter.budget.startPart();
  const safe = yield* makeSafe(value, '', filter);
  return { value: safe, json: JSON.stringify(safe) ?? 'null' } as unknown as SafeJson;
}

function* makeItemsSafe(items: readonly unknown[], filter: Filter): Steps<unknown[]> {
  const safe: unknown[] = [];
  for (const item of items) {
    if (filter.budget.isCallSpent || filter.budget.isStructureSpent) {
      filter.budget.isExceeded = true;
      break;
    }
    filter.budget.startPart();
    safe.push(yield* makeSafe(item, '', filter));
  }
  return safe;
}

/** One item after the other: a single call of `JSON.stringify` would hold the thread for the whole of a long conversation. */
function* serialize(value: readonly unknown[]): Steps<SafeJson> {
  let json = '';
  for (const item of value) {
    json += `${json === '' ? '[' : ','}${JSON.stringify(item)}`;
    yield;
  }
  return { value, json: json === '' ? '[]' : `${json}]` } as unknown as SafeJson;
}

function* hashSafe(texts: readonly (string | undefined)[]): Steps<string | undefined> {
  const present = texts.filter((candidate) => candidate !== undefined);
  if (present.length === 0) return undefined;
  const digest = new Digest(undefined);
  yield* digest.addValue(present);
  return digest.end();
}
