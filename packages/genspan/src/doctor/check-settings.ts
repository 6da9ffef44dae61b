import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readPriceFile, readRedactionFile, type Settings } from '@genspan/core';
import type { Check } from './report';

type Environment = Readonly<Record<string, string | undefined>>;
type CaptureMode = Settings['capture']['mode'];

const modes: Readonly<Record<CaptureMode, string>> = {
  off: 'no text of messages is recorded',
  hash: 'digests of messages are recorded, no text',
  redacted: 'text is recorded with personal data and credentials masked; names of people and postal addresses are not found',
  full: 'text is recorded as it is, personal data and credentials included',
};
const contentVariables = ['GENSPAN_CONTENT', 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'] as const;

/** What the environment asks for, with what is wrong about it. Paths count from the directory of the application. */
export function checkSettings(
  { settings, warnings }: { readonly settings: Settings; readonly warnings: readonly string[] },
  directory: string,
  environment: Environment,
): readonly Check[] {
  const { pricesFile, redactionFile } = settings;
  return [
    ...warnings.map((warning) => problem('variable', warning)),
    checkContent(settings, environment),
    ...checkHashKey(settings),
    ...checkCompat(settings),
    ...checkFeedback(settings),
    checkLog(settings, directory),
    ...checkFile('redaction_file', redactionFile, directory, (path) => readRedactionFile(path).warnings),
    ...checkFile('price_file', pricesFile, directory, (path) => readPriceFile(path).problems),
  ];
}

function checkContent({ capture }: Settings, environment: Environment): Check {
  const { mode, onSpan, onEvent } = capture;
  const source = contentVariables.filter((name) => (environment[name]?.trim() ?? '') !== '').join(' and ') || 'default';
  const places = [onSpan ? 'spans' : '', onEvent ? 'events' : ''].filter((place) => place !== '');
  const where = mode === 'off' ? '' : `; on ${places.join(' and ')}`;
  return {
    id: 'content',
    level: mode === 'full' ? 'hint' : 'good',
    text: `content ${mode} (${source}): ${modes[mode]}${where}`,
    action: mode === 'full' ? 'GENSPAN_CONTENT=redacted masks what the redactor knows.' : undefined,
    data: { mode, source, places: mode === 'off' ? [] : places },
  };
}

function checkHashKey({ capture }: Settings): readonly Check[] {
  if (capture.mode !== 'hash' || capture.hashKey !== undefined) return [];
  return [
    {
      id: 'hash_key',
      level: 'hint',
      text: 'GENSPAN_HASH_KEY is not set: a short text can be guessed from its digest',
      action: 'Set it to a secret of at least 32 random characters, the same in all services whose digests are to be compared.',
    },
  ];
}

function checkCompat({ compat }: Settings): readonly Check[] {
  if (compat.length === 0) return [];
  const text = `spans carry attributes of ${compat.join(', ')} too (GENSPAN_COMPAT)`;
  return [{ id: 'compat', level: 'good', text, data: { profiles: compat } }];
}

/** Not the keys, and of an address its origin only. */
function checkFeedback({ feedbackKeys, feedbackSinks }: Settings): readonly Check[] {
  const checks: Check[] = [];
  if (feedbackKeys.length > 0) {
    const text = `tokens for feedback are made and taken (GENSPAN_FEEDBACK_KEY, ${feedbackKeys.length === 1 ? '1 key' : `${feedbackKeys.length} keys`})`;
    checks.push({ id: 'feedback_key', level: 'good', text, data: { keys: feedbackKeys.length } });
  }
  for (const { name, baseUrl } of feedbackSinks) {
    const { origin } = new URL(baseUrl);
    const text = `evaluations go to ${name} too, at ${origin} (GENSPAN_FEEDBACK_SINKS)`;
    checks.push({ id: 'feedback_sink', level: 'good', text, data: { name, origin } });
  }
  return checks;
}

function checkLog({ log }: Settings, directory: string): Check {
  if (log.to !== 'file') {
    return { id: 'log', level: 'good', text: `JSON log: ${log.to === 'off' ? 'off' : `to ${log.to}`} (GENSPAN_LOG)`, data: { to: log.to } };
  }
  const path = resolve(directory, log.path);
  const data = { to: log.to, path };
  const folder = nearestFolder(dirname(path));
  if (isWritable(folder)) {
    return { id: 'log', level: 'good', text: `JSON log: to ${path}, one file for each process (GENSPAN_LOG)`, data };
  }
  return {
    id: 'log',
    level: 'problem',
    text: `JSON log: ${folder} is not a folder that can be written to`,
    action: 'Give GENSPAN_LOG=file:PATH a path in a folder in which the application may write.',
    data,
  };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** The log makes the folders that are missing. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

function checkFile(
  id: string,
  file: string | undefined,
  directory: string,
  findProblems: (path: string) => readonly string[],
): readonly Check[] {
  if (file === undefined) return [];
  const path = resolve(directory, file);
  const problems = findProblems(path);
  if (problems.length > 0) return problems.map((text) => problem(id, text));
  return [{ id, level: 'good', text: `${id === 'price_file' ? 'prices' : 'redaction rules'} of ${path} are used`, data: { path } }];
}

/** The sentence says what is wrong and what to do already. */
function problem(id: string, warning: string): Check {
  return { id, level: 'problem', text: warning.replace(/^genspan: /, '') };
}
