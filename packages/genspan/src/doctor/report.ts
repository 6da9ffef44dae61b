/** `hint`: worth knowing, and nothing is wrong. `problem`: calls or signals are lost, or not as meant. */
export type CheckLevel = 'good' | 'hint' | 'problem';

/** What one check found; the shape of `checks` in `--json`. */
export interface Check {
  /** Stable name of the check, for programs. */
  readonly id: string;
  readonly level: CheckLevel;
  /** One sentence for people: what was found. Never holds a secret. */
  readonly text: string;
  /** What to do about it. */
  readonly action?: string | undefined;
  /** What was found, for programs. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

export interface Report {
  readonly version: string;
  /** Absolute path of the directory that was looked at. */
  readonly directory: string;
  readonly groups: readonly CheckGroup[];
}

export function countProblems({ groups }: Report): number {
  return groups.flatMap(({ checks }) => checks).filter(({ level }) => level === 'problem').length;
}
