import { findSecrets } from './find-secrets';
import type { RedactionRule } from './redaction-rule';
import { builtInRules } from './rules';

/** What a user adds to the built-in rules; `readRedactionFile` makes it. */
export interface UserRules {
  readonly rules: readonly RedactionRule[];
  /** Whether a text that a rule found may stay. */
  readonly isAllowed: (secret: string) => boolean;
  /** The user's rules could not be read as they were meant: everything is masked, so that nothing they meant to hide gets out. */
  readonly unusable?: true;
}

export interface RedactedText {
  readonly text: string;
  /** Characters of the original beyond the limit: neither scanned nor contained. */
  readonly droppedCharacters: number;
}

export interface Redactor {
  /** Every secret replaced by its placeholder: `[EMAIL]`. Never throws; a text on which a rule fails becomes `[REDACTED]`. */
  redact(text: string): string;
  /**
   * The same in steps of well under a millisecond, for callers that share their thread. `from`: where the text proper starts,
   * after a context that is only read. `maxCharacters`: how much of it is scanned and kept.
   */
  redactInSteps(text: string, from: number, maxCharacters: number): Generator<void, RedactedText>;
}

const windowCharacters = 8192;
const everythingMasked = '[REDACTED]';

export function createRedactor(user?: UserRules): Redactor {
  const rules = user === undefined ? builtInRules : [...user.rules, ...builtInRules];
  const isAllowed = user?.isAllowed ?? (() => false);

  function* redactInSteps(text: string, from: number, maxCharacters: number): Generator<void, RedactedText> {
    const limit = Math.min(text.length, from + maxCharacters);
    const droppedCharacters = text.length - limit;
    if (user?.unusable) return { text: text.length > from ? everythingMasked : '', droppedCharacters };
    let redacted = '';
    let position = from;
    try {
      while (position < limit) {
        if (position > from) yield;
        const windowEnd = Math.min(limit, position + windowCharacters);
        for (const { type, start, end } of findSecrets(text, position, windowEnd, rules, isAllowed)) {
          redacted += `${text.slice(position, start)}[${type}]`;
          position = end;
        }
        if (position < windowEnd) {
          redacted += text.slice(position, windowEnd);
          position = windowEnd;
        }
      }
    } catch {
      return { text: everythingMasked, droppedCharacters };
    }
    return { text: redacted, droppedCharacters };
  }

  function redact(text: string): string {
    const steps = redactInSteps(text, 0, text.length);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value.text;
    }
  }

  return { redact, redactInSteps };
}

const defaultRedactor = createRedactor();

/** Replaces e-mail addresses, phone and card numbers, keys and other secrets by placeholders, with the built-in rules only. */
export function redactText(text: string): string {
  return defaultRedactor.redact(text);
}
