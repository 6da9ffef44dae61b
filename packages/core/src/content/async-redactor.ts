import { processState } from '../patch/process-state';

/** Answers the text without what it finds, names for one: a model may take its time, up to the deadline of the content. */
export type AsyncRedactor = (text: string) => Promise<string>;

/**
 * Has every text of content pass `redactor` after the built-in rules, in the mode `redacted`; `undefined` ends it. One that fails, or takes
 * longer than five seconds for a call, costs the content of that call.
 */
export function redactWith(redactor: AsyncRedactor | undefined): void {
  processState().asyncRedactor = redactor;
}

export function findAsyncRedactor(): AsyncRedactor | undefined {
  return processState().asyncRedactor;
}
