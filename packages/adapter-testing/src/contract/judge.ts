import type { Findings } from './transparent';

/** Findings that no exception covers, and exceptions that cover nothing any more: both must be empty. */
export interface Judgement {
  readonly unexpected: Findings;
  readonly stale: readonly string[];
}

/** `excepted` are keys of findings without the format: `chat-cut-body` covers `cjs-chat-cut-body`. */
export function judge(findings: Findings, excepted: readonly string[]): Judgement {
  const isExcepted = (key: string, exception: string): boolean => key.replace(/^(cjs|esm)-/, '') === exception;
  const unexpected = Object.entries(findings).filter(([key]) => !excepted.some((exception) => isExcepted(key, exception)));
  const stale = excepted.filter((exception) => !Object.keys(findings).some((key) => isExcepted(key, exception)));
  return { unexpected: Object.fromEntries(unexpected), stale };
}
