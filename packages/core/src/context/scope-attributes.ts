import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_PROMPT_VERSION,
  ATTR_GENSPAN_METADATA_PREFIX,
  ATTR_GENSPAN_TAGS,
  ATTR_SESSION_ID,
  ATTR_USER_ID,
} from '../semconv';

/** Who and what a scope's calls are for. Texts are 1 to 1,024 characters. */
export interface ScopeValues {
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly conversationId?: string | undefined;
  /** Groups calls of one prompt where its text changes from call to call (a date, a name). */
  readonly promptName?: string | undefined;
  readonly promptVersion?: string | undefined;
  /** At most 32, each 1 to 128 characters. */
  readonly tags?: readonly string[] | undefined;
  /** At most 32 entries; keys of letters, digits, `_`, `.`, `-`, at most 64 characters. */
  readonly metadata?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
}

export interface DescribedScope {
  /** In convention names. */
  readonly attributes: Attributes;
  /** One sentence each; values are not quoted. */
  readonly problems: readonly string[];
}

const maxTextCharacters = 1_024;
const maxTagCharacters = 128;
const maxTags = 32;
const maxMetadataEntries = 32;
const metadataKey = /^[\w.-]{1,64}$/;

const attributeOfText = new Map<string, string>([
  ['userId', ATTR_USER_ID],
  ['sessionId', ATTR_SESSION_ID],
  ['conversationId', ATTR_GEN_AI_CONVERSATION_ID],
  ['promptName', ATTR_GEN_AI_PROMPT_NAME],
  ['promptVersion', ATTR_GEN_AI_PROMPT_VERSION],
]);
const textAttributes: ReadonlySet<string> = new Set(attributeOfText.values());

/** Texts, tags and metadata together: the most that one scope can have. */
export const maxScopeAttributes = textAttributes.size + 1 + maxMetadataEntries;

/** A value that does not fit is left out, never cut: half an id is a wrong id. */
export function describeScope(values: unknown): DescribedScope {
  const attributes: Attributes = {};
  const problems: string[] = [];
  if (!isRecord(values)) return { attributes, problems: [problem('something that is not an object')] };
  for (const [property, value] of Object.entries(values)) {
    const attribute = attributeOfText.get(property);
    if (value === undefined || value === null) continue;
    if (attribute !== undefined) {
      if (isText(value, maxTextCharacters)) attributes[attribute] = value;
      else problems.push(problem(`a ${property} that is not a text of 1 to 1024 characters`));
    } else if (property === 'tags') {
      describeTags(value, attributes, problems);
    } else if (property === 'metadata') {
      describeMetadata(value, attributes, problems);
    } else {
      problems.push(problem(metadataKey.test(property) ? `the unknown property ${property}` : 'an unknown property'));
    }
  }
  return { attributes, problems };
}

/** Whether an attribute that came over the wire is one that `describeScope` could have made. */
export function isScopeAttribute(name: string, value: unknown): boolean {
  if (textAttributes.has(name)) return isText(value, maxTextCharacters);
  if (name === ATTR_GENSPAN_TAGS) return Array.isArray(value) && value.length <= maxTags && value.every(isTag);
  return name.startsWith(ATTR_GENSPAN_METADATA_PREFIX) && metadataKey.test(metadataKeyOf(name)) && isMetadataValue(value);
}

/** The inner scope wins, tags add up. */
export function mergeScopes(outer: Attributes, inner: Attributes): Attributes {
  const outerTags = outer[ATTR_GENSPAN_TAGS];
  const innerTags = inner[ATTR_GENSPAN_TAGS];
  const merged = { ...outer, ...inner };
  if (isTagList(outerTags) && isTagList(innerTags)) {
    merged[ATTR_GENSPAN_TAGS] = [...new Set([...outerTags, ...innerTags])].slice(0, maxTags);
  }
  return merged;
}

function describeTags(tags: unknown, attributes: Attributes, problems: string[]): void {
  if (!Array.isArray(tags)) {
    problems.push(problem('tags that are not an array'));
    return;
  }
  const fitting = [...new Set(tags.filter(isTag))];
  if (!tags.every(isTag)) problems.push(problem('a tag that is not a text of 1 to 128 characters'));
  if (fitting.length > maxTags) problems.push(problem('more than 32 tags'));
  if (fitting.length > 0) attributes[ATTR_GENSPAN_TAGS] = fitting.slice(0, maxTags);
}

function describeMetadata(metadata: unknown, attributes: Attributes, problems: string[]): void {
  if (!isRecord(metadata)) {
    problems.push(problem('metadata that is not an object'));
    return;
  }
  let count = 0;
  for (const [key, value] of Object.entries(metadata)) {
    if (value === undefined || value === null) continue;
    if (!metadataKey.test(key)) problems.push(problem('a metadata key that is not 1 to 64 letters, digits, "_", "." or "-"'));
    else if (!isMetadataValue(value))
      problems.push(problem('a metadata value that is not a number, a boolean or a text of 1 to 1024 characters'));
    else if (++count > maxMetadataEntries) problems.push(problem('more than 32 entries of metadata'));
    else attributes[ATTR_GENSPAN_METADATA_PREFIX + key] = value;
  }
}

function problem(what: string): string {
  return `genspan: withAttributes was given ${what}; it is left out.`;
}

function metadataKeyOf(name: string): string {
  return name.slice(ATTR_GENSPAN_METADATA_PREFIX.length);
}

function isMetadataValue(value: unknown): value is string | number | boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || isText(value, maxTextCharacters);
}

function isText(value: unknown, maxCharacters: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxCharacters;
}

function isTag(value: unknown): value is string {
  return isText(value, maxTagCharacters);
}

function isTagList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
