import type { Message, MessagePart } from '../facts';
import { findDataUri, summarizeMedia } from './media';
import { makeKeySafe, makeSafe, withoutMedia, type Filter } from './safe-value';
import { runSteps, type Steps } from './steps';
import { truncationMark, wholeCharacters } from './truncate';

/**
 * Newest first, so that they get the budget; where it ends, one message says how many older ones are missing. `keepAll`: for
 * answers, whose places mean choices: each stays, with as much of its text as there is budget for.
 */
export function* makeMessagesSafe(messages: readonly Message[], filter: Filter, keepAll: boolean): Steps<Message[]> {
  const safe: Message[] = [];
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (message === undefined) continue;
    if (filter.budget.isStructureSpent || (filter.budget.isCallSpent && !keepAll)) {
      filter.budget.isExceeded = true;
      safe.push({ role: label(message.role, filter), parts: [{ type: 'text', content: truncationMark(index + 1, 'message') }] });
      break;
    }
    safe.push(yield* makeMessageSafe(message, filter));
  }
  return safe.toReversed();
}

function* makeMessageSafe({ role, name, parts, finish_reason }: Message, filter: Filter): Steps<Message> {
  filter.budget.startPart();
  const safe: Message = { role: label(role, filter), parts: yield* makePartsSafe(parts, filter) };
  return {
    ...safe,
    ...(name === undefined ? {} : { name: label(name, filter) }),
    ...(finish_reason === undefined ? {} : { finish_reason: label(finish_reason, filter) }),
  };
}

export function* makePartsSafe(parts: readonly MessagePart[], filter: Filter): Steps<MessagePart[]> {
  const safe: MessagePart[] = [];
  for (const [index, part] of parts.entries()) {
    if ((filter.budget.isCallSpent || filter.budget.isStructureSpent) && index > 0) {
      filter.budget.isExceeded = true;
      safe.push({ type: 'text', content: truncationMark(parts.length - index, 'item') });
      break;
    }
    safe.push(yield* makePartSafe(part, filter));
  }
  return safe;
}

function* makePartSafe(part: MessagePart, filter: Filter): Steps<MessagePart> {
  filter.budget.startPart();
  const media = yield* summarizePart(part, filter);
  if (media !== undefined) return media;
  const safe = new Map<string, unknown>();
  const entries = Object.entries(yield* withoutMedia(part, filter));
  for (const [index, [key, value]] of entries.entries()) {
    if (value === undefined) continue;
    filter.budget.takeStructure(key.length);
    if (filter.budget.isStructureSpent) {
      filter.budget.isExceeded = true;
      safe.set('[truncated]', truncationMark(entries.length - index, 'field'));
      break;
    }
    const isShort = typeof value === 'string' && isLabel(key, value);
    safe.set(makeKeySafe(key, safe, filter.redactor), isShort ? label(value, filter) : yield* makeSafe(value, key, filter));
  }
  return { ...Object.fromEntries(safe), type: label(part.type, filter) };
}

/** The conventions' blob with its content replaced; `undefined` for a part that is none. */
function* summarizePart(part: MessagePart, filter: Filter): Steps<MessagePart | undefined> {
  const { modality, mime_type, content, uri } = part as Readonly<Record<string, unknown>>;
  if (part.type === 'blob' && typeof content === 'string') {
    return yield* blob(modality, mime_type, content, filter);
  }
  const data = part.type === 'uri' && typeof uri === 'string' && uri.startsWith('data:') ? findDataUri(uri, 0, 1) : undefined;
  if (data === undefined || typeof uri !== 'string') return undefined;
  return yield* blob(modality, mime_type ?? data.mimeType, uri.slice(data.contentStart), filter);
}

function* blob(modality: unknown, mimeType: unknown, base64: string, filter: Filter): Steps<MessagePart> {
  const described: Record<string, unknown> = { modality: label(String(modality), filter) };
  if (typeof mimeType === 'string') described['mime_type'] = label(mimeType, filter);
  return { type: 'blob', ...described, ...(yield* summarizeMedia(base64, filter.hashKey)) };
}

const maxLabelCharacters = 256;

/** Short fields without which a part means nothing: they are made safe but never cut away. */
function isLabel(key: string, value: string): boolean {
  return value.length <= maxLabelCharacters && ['type', 'id', 'name', 'modality', 'mime_type', 'file_id'].includes(key);
}

/** What roles and types consist of; no rule finds a secret in that, and asking all of them costs more than the rest of a message. */
const plainWord = /^[a-z_]{1,40}$/;

function label(text: string, { redactor, budget }: Filter): string {
  const length = wholeCharacters(text, maxLabelCharacters);
  budget.takeStructure(length);
  if (redactor === undefined || plainWord.test(text)) return text.slice(0, length);
  return runSteps(redactor.redactInSteps(text, 0, length));
}
