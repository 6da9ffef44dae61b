import { maxContextCharacters, maxMatchCharacters, type RedactionRule } from './redaction-rule';

export interface FoundSecret {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The secrets that start in `[from, to)`, in order, without overlaps. They may end beyond `to`. Rules see enough text around
 * the window to find what crosses its edges, so going through a text window by window finds what one pass over all of it finds.
 */
export function findSecrets(
  text: string,
  from: number,
  to: number,
  rules: readonly RedactionRule[],
  isAllowed: (secret: string) => boolean,
): FoundSecret[] {
  // Matches begin up to one context before the window; what they look back at reaches one context further.
  const offset = Math.max(0, from - 2 * maxContextCharacters);
  const view = text.slice(offset, to + maxMatchCharacters + maxContextCharacters);
  const found: FoundSecret[] = [];
  for (const rule of rules) {
    const { pattern } = rule;
    pattern.lastIndex = Math.max(0, from - maxContextCharacters - offset);
    for (let match = pattern.exec(view); match !== null; match = pattern.exec(view)) {
      if (match.index + offset >= to + maxContextCharacters) break;
      const start = rule.secretStart?.(match) ?? match.index;
      const candidate = view.slice(start, match.index + match[0].length);
      const length = rule.secretLength?.(candidate, view, start) ?? candidate.length;
      if (length === 0) {
        // A shorter candidate may start inside the one that was refused.
        pattern.lastIndex = match.index + 1;
        continue;
      }
      let end = start + length;
      pattern.lastIndex = Math.max(end, match.index + 1);
      end = rule.extendEnd?.(text, end + offset) ?? end + offset;
      const secretStart = Math.max(start + offset, from);
      if (secretStart >= to || end <= from || isAllowed(text.slice(start + offset, end))) continue;
      found.push({ type: rule.type, start: secretStart, end });
      if (end > offset + view.length) break;
      pattern.lastIndex = Math.max(pattern.lastIndex, end - offset);
    }
  }
  return found.length > 1 ? withoutOverlaps(found) : found;
}

/** Sorting is stable, so of two secrets that start together the one whose rule stands first gives the name; both are covered. */
function withoutOverlaps(found: FoundSecret[]): FoundSecret[] {
  found.sort((a, b) => a.start - b.start);
  const merged: FoundSecret[] = [];
  for (const secret of found) {
    const last = merged.at(-1);
    if (last === undefined || secret.start >= last.end) merged.push(secret);
    else if (secret.end > last.end) merged[merged.length - 1] = { ...last, end: secret.end };
  }
  return merged;
}
