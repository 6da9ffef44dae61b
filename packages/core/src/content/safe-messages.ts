import type { Message, MessagePart } from '../facts';
import { findDataUri, summarizeMedia } from './media';
import { makeSafe, makeTextSafe, type Filter } from './safe-value';
import type { Steps } from './steps';
import { truncationMark } from './truncate';

/**
 * Newest first, so that they get the budget; where it ends, one message says how many older ones are missing. `keepAll`: for
 * answers, whose places mean choices: each stays, with as much of its text as there is budget for.
 */
export function* makeMessagesSafe(messages: readonly Message[], filter: Filter, keepAll: boolean): Steps<Message[]> {
  const safe: Message[] = [];
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (message === undefined) continue;
    if (filter.budget.isCallSpent && !keepAll) {
      filter.budget.isExceeded = true;
      safe.push({ role: message.role, parts: [{ type: 'text', content: truncationMark(index + 1, 'message') }] });
      break;
    }
    safe.push(yield* makeMessageSafe(message, filter));
  }
  return safe.toReversed();
}

function* makeMessageSafe({ role, name, parts, finish_reason }: Message, filter: Filter): Steps<Message> {
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
    // Parts without text spend nothing, so a call of a million of them is not stopped by the budget alone.
    if (filter.budget.isCallSpent && index > 0) {
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
  const safe: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(part)) {
    if (value === undefined) continue;
    if (typeof value === 'string') safe[key] = isLabel(key, value) ? label(value, filter) : yield* makeTextSafe(value, key, filter);
    else safe[key] = yield* makeSafe(value, key, filter);
  }
  return { ...safe, type: label(part.type, filter) };
}

/** The conventions' blob with its content replaced; `undefined` for a part that is none. */
function* summarizePart(part: MessagePart, filter: Filter): Steps<MessagePart | undefined> {
  const { modality, mime_type, content, uri } = part as Readonly<Record<string, unknown>>;
  if (part.type === 'blob' && typeof content === 'string') {
    return yield* blob(modality, mime_type, content, filter);
  }
  const data = part.type === 'uri' && typeof uri === 'string' && uri.startsWith('data:') ? findDataUri(uri, 0) : undefined;
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

function label(text: string, { redactor }: Filter): string {
  const short = text.slice(0, maxLabelCharacters);
  return redactor === undefined || plainWord.test(short) ? short : redactor.redact(short);
}
