import { runSteps } from '../steps';
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

export interface Redactor {
  /** Every secret replaced by its placeholder: `[EMAIL]`. Never throws; a text on which a rule fails becomes `[REDACTED]`. */
  redact(text: string): string;
  /**
   * The same in steps of well under a millisecond, for callers that share their thread. `from`: where the text proper starts,
   * after a context that is only read. `maxCharacters`: how much of it is scanned and kept.
   */
  redactInSteps(text: string, from: number, maxCharacters: number): Generator<undefined, string>;
}

const windowCharacters = 8192;
const everythingMasked = '[REDACTED]';

export function createRedactor(user?: UserRules): Redactor {
  const rules = user === undefined ? builtInRules : [...user.rules, ...builtInRules];
  const isAllowed = user?.isAllowed ?? (() => false);

  function* redactInSteps(text: string, from: number, maxCharacters: number): Generator<undefined, string> {
    const limit = Math.min(text.length, from + maxCharacters);
    if (user?.unusable) return text.length > from ? everythingMasked : '';
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
      return everythingMasked;
    }
    return redacted;
  }

  function redact(text: string): string {
    return runSteps(redactInSteps(text, 0, text.length));
  }

  return { redact, redactInSteps };
}

const defaultRedactor = createRedactor();

/** Replaces e-mail addresses, phone and card numbers, keys and other secrets by placeholders, with the built-in rules only. */
export function redactText(text: string): string {
  return defaultRedactor.redact(text);
}
