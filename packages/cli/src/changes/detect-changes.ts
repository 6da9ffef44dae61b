export const identityParts = ['version', 'prompt version', 'fingerprint', 'config', 'response model'] as const;
export type IdentityPart = (typeof identityParts)[number];

/** Calls of one group in one hour that were alike in every part. */
export interface IdentityHour {
  /** Calls that one change would change: of a service, an operation and a prompt. */
  readonly group: CallGroup;
  /** Since 1970. */
  readonly hour: number;
  /** Absent where a call has none, or one that is another at every call. */
  readonly identity: Readonly<Partial<Record<IdentityPart, string>>>;
  /** Of the first of these calls, seconds since 1970. */
  readonly firstSeconds: number;
}

export interface CallGroup {
  readonly service?: string;
  readonly operation: string;
  readonly prompt?: string;
}

export interface Change {
  readonly group: CallGroup;
  /** Of the first call after it. */
  readonly seconds: number;
  readonly parts: readonly ChangedPart[];
}

export interface ChangedPart {
  readonly part: IdentityPart;
  /** What was in use in the hours before. */
  readonly before: readonly string[];
  readonly after: string;
}

/** Hours with calls that a value must have been out of use to be new again: in one of few calls it may be missing. */
const recentHours = 3;
/** More values of one part are no changes: a date or a name stands in the prompt. */
const mostValues = 50;

/**
 * When a value is first seen, or comes back in the place of one that goes. What a group began with is no change.
 *
 * @param hours in any order
 * @returns latest first
 */
export function detectChanges(hours: readonly IdentityHour[]): Change[] {
  const groups = Map.groupBy(hours, ({ group }) => JSON.stringify([group.service, group.operation, group.prompt]));
  return [...groups.values()].flatMap(detectInGroup).toSorted((one, other) => other.seconds - one.seconds);
}

function detectInGroup(rows: readonly IdentityHour[]): Change[] {
  const hours = [...Map.groupBy(rows, ({ hour }) => hour)].toSorted(([one], [other]) => one - other).map(([, inHour]) => inHour);
  const changed = identityParts.flatMap((part) => detectInPart(hours, part));
  const [first] = rows;
  if (first === undefined) return [];
  // Parts that change in one hour are one change: a release brings a prompt and a model.
  return [...Map.groupBy(changed, ({ index }) => index).values()].map((together) => ({
    group: first.group,
    seconds: Math.min(...together.map(({ seconds }) => seconds)),
    parts: together.map(({ part, before, after }) => ({ part, before, after })),
  }));
}

interface FoundPart extends ChangedPart {
  readonly index: number;
  readonly seconds: number;
}

function detectInPart(hours: ReadonlyArray<readonly IdentityHour[]>, part: IdentityPart): FoundPart[] {
  const values = hours.map((rows) => new Set(rows.flatMap(({ identity }) => identity[part] ?? [])));
  const ever = new Set<string>();
  const found: FoundPart[] = [];
  const union = (from: number, to: number): Set<string> => new Set(values.slice(Math.max(0, from), to).flatMap((set) => [...set]));
  values.forEach((inHour, index) => {
    const recent = union(index - recentHours, index);
    const coming = union(index + 1, index + 1 + recentHours);
    for (const after of inHour) {
      const isFirst = !ever.has(after);
      ever.add(after);
      if (recent.size === 0 || recent.has(after)) continue;
      const gone = [...recent].filter((value) => !coming.has(value));
      if (!isFirst && gone.length === 0) continue;
      const seconds = Math.min(...(hours[index] ?? []).filter(({ identity }) => identity[part] === after).map((row) => row.firstSeconds));
      found.push({ part, before: (gone.length > 0 ? gone : [...recent]).toSorted(), after, index, seconds });
    }
  });
  return ever.size > mostValues ? [] : found;
}
