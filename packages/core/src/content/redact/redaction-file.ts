import { readFileSync } from 'node:fs';
import { asArray, asRecord, asString, type JsonRecord } from '../../json';
import { whyUnbounded } from './bounded-pattern';
import type { RedactionRule } from './redaction-rule';
import type { UserRules } from './redactor';

export interface RedactionFile {
  readonly rules: UserRules;
  /** One sentence each: what is wrong, where, what to do. */
  readonly warnings: readonly string[];
}

/**
 * Reads `{ "patterns": [{ "type": "EMPLOYEE_ID", "pattern": "E-\\d{6}", "flags": "i" }], "allow": ["*@example.com"] }`. Never
 * throws. If anything in `patterns` cannot be used, the rules mask every text: what the user meant to hide must not get out.
 */
export function readRedactionFile(path: string): RedactionFile {
  const warnings: string[] = [];
  const problem = (where: string, what: string) => {
    warnings.push(`genspan: the redaction file ${path}${where} ${what}; all content is masked until that is corrected.`);
  };
  const content = readJson(path, (what) => problem('', what));
  const rules = content === undefined ? [] : readPatterns(content, problem);
  const unusable = warnings.length > 0;
  const allowed = content === undefined ? [] : readAllowList(content, path, warnings);
  return {
    rules: { rules, isAllowed: (secret) => allowed.some((entry) => entry(secret.toLowerCase())), ...(unusable ? { unusable } : {}) },
    warnings,
  };
}

function readJson(path: string, problem: (what: string) => void): JsonRecord | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    problem(`cannot be read (${asString(asRecord(error)?.['code']) ?? 'unknown reason'})`);
    return undefined;
  }
  try {
    const content = asRecord(JSON.parse(text));
    if (content !== undefined) return content;
  } catch {
    // Told below; the parser's message would quote the file.
  }
  problem('is not a JSON object');
  return undefined;
}

type Problem = (where: string, what: string) => void;

function readPatterns(content: JsonRecord, problem: Problem): RedactionRule[] {
  // Not quoted: it may be the wrong file, with secrets for keys.
  if (Object.keys(content).some((key) => key !== 'patterns' && key !== 'allow')) problem('', 'has a key other than "patterns" and "allow"');
  const entries = content['patterns'] === undefined ? [] : asArray(content['patterns']);
  if (entries === undefined) problem('', 'must hold a list under "patterns"');
  const rules: RedactionRule[] = [];
  for (const [index, entry] of (entries ?? []).entries()) {
    const rule = readPattern(asRecord(entry) ?? {}, (what) => problem(`, pattern ${index + 1},`, what));
    if (rule !== undefined) rules.push(rule);
  }
  return rules;
}

function readPattern(entry: JsonRecord, problem: (what: string) => void): RedactionRule | undefined {
  const type = asString(entry['type']);
  const source = asString(entry['pattern']);
  const flags = entry['flags'] === undefined ? '' : asString(entry['flags']);
  if (type === undefined || !/^[A-Z][A-Z0-9_]{0,39}$/.test(type)) {
    problem('needs a "type" of capital letters, digits and underscores, such as EMPLOYEE_ID');
  } else if (source === undefined) {
    problem('needs a "pattern" that is a string');
  } else if (flags === undefined || !/^[imsu]*$/.test(flags)) {
    problem('has "flags" other than i, m, s and u');
  } else {
    const pattern = compile(source, flags);
    const why = pattern === undefined ? 'is not a regular expression' : whyUnbounded(source);
    if (pattern !== undefined && why === undefined) return { type, pattern };
    problem(why ?? '');
  }
  return undefined;
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, `${flags}g`);
  } catch {
    return undefined;
  }
}

type AllowEntry = (secret: string) => boolean;

/** A wrong entry allows nothing, which hides more and not less: it is told, and the others stand. */
function readAllowList(content: JsonRecord, path: string, warnings: string[]): AllowEntry[] {
  const entries = content['allow'] === undefined ? [] : (asArray(content['allow']) ?? [undefined]);
  const allowed: AllowEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = asString(entry)?.toLowerCase() ?? '';
    const [before = '', after, ...more] = text.split('*');
    if (text.replace('*', '') === '' || more.length > 0) {
      warnings.push(`genspan: the redaction file ${path}, allowed text ${index + 1}, is not a text with at most one *; it is ignored.`);
    } else if (after === undefined) {
      allowed.push((secret) => secret === before);
    } else {
      allowed.push((secret) => secret.length >= before.length + after.length && secret.startsWith(before) && secret.endsWith(after));
    }
  }
  return allowed;
}
