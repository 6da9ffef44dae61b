/** Digests of what went in and what came out, raw: equal for equal conversations, in every mode that takes them of raw text. */
import type { InputContent, OutputContent } from '../facts';
import { Digest } from './hash';
import type { Steps } from './steps';

export function* hashInput(input: InputContent | undefined, key: string | undefined): Steps<string | undefined> {
  return yield* hashAll([input?.instructions, input?.messages, input?.retrievalQuery, input?.toolArguments], key);
}

export function* hashOutput(output: OutputContent | undefined, key: string | undefined): Steps<string | undefined> {
  return yield* hashAll([output?.messages, output?.documents, output?.toolResult], key);
}

function* hashAll(values: readonly unknown[], key: string | undefined): Steps<string | undefined> {
  if (values.every((value) => value === undefined)) return undefined;
  const digest = new Digest(key);
  for (const value of values) yield* digest.addValue(value);
  return digest.end();
}
