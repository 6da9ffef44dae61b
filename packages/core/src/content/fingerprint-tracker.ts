/** Finds fingerprints that say nothing: a prompt with a date or a name in it has a new one at every call. */

export interface FingerprintedCall {
  readonly operation: string;
  readonly model?: string | undefined;
  readonly fingerprint: string;
  /** A name given by the user groups the calls instead, so that nothing is unstable. */
  readonly promptName?: string | undefined;
}

export interface FingerprintTracker {
  /** Counts the call, and answers whether nearly all recent calls of its operation and model had a fingerprint never seen before. */
  isUnstable(call: FingerprintedCall): boolean;
}

/** Calls that are looked back at: fewer would take a fresh process, whose every prompt is new, for an unstable one. */
const recentCalls = 32;
const unstableShare = 0.9;
/** Fingerprints remembered for each group: a service with more stable prompts than that looks unstable, and needs names. */
const maxRemembered = 128;
const maxGroups = 256;

interface Group {
  readonly remembered: Set<string>;
  newest?: string;
  /** The newest call is the lowest bit; 1: its fingerprint was new. */
  news: number;
  calls: number;
}

/** Memory is bounded: 256 groups of 128 fingerprints, the ones not used for longest are forgotten. */
export function createFingerprintTracker(): FingerprintTracker {
  const groups = new Map<string, Group>();
  let newestName: string | undefined;

  return {
    isUnstable({ operation, model = '', fingerprint, promptName }) {
      if (promptName !== undefined) return false;
      const name = `${operation} ${model}`;
      const group: Group = groups.get(name) ?? { remembered: new Set(), news: 0, calls: 0 };
      // Most calls are like the one before: what is the newest already need not be moved.
      if (name !== newestName) keepNewest(groups, name, () => groups.set(name, group), maxGroups);
      newestName = name;
      const isNew = !group.remembered.has(fingerprint);
      if (fingerprint !== group.newest) keepNewest(group.remembered, fingerprint, () => group.remembered.add(fingerprint), maxRemembered);
      group.newest = fingerprint;
      group.news = ((group.news << 1) | (isNew ? 1 : 0)) >>> 0;
      group.calls++;
      return group.calls >= recentCalls && countBits(group.news) >= recentCalls * unstableShare;
    },
  };
}

/** Sets and maps iterate in the order of insertion: the first key is the one not used for longest. */
function keepNewest(keys: Set<string> | Map<string, unknown>, key: string, insert: () => void, max: number): void {
  keys.delete(key);
  insert();
  if (keys.size > max) keys.delete(keys.keys().next().value ?? key);
}

function countBits(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0) bits++;
  return bits;
}
