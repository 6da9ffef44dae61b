/** What an application may call; importing it starts nothing: that is `genspan/register`. */
import { processState } from '@genspan/core/process-state';

export {
  CompatProcessor,
  currentCallRef,
  evaluate,
  feedback,
  redactText as redact,
  redactWith,
  withAttributes,
  type AsyncRedactor,
  type CallRefOptions,
  type CompatProfileName,
  type EvaluatedCall,
  type EvaluateOptions,
  type EvaluatorFunction,
  type FeedbackRefusal,
  type FeedbackResult,
  type FeedbackTarget,
  type FeedbackValues,
  type Judgement,
  type ScopeOptions,
  type ScopeValues,
} from '@genspan/core';

/**
 * Resolves when every call that has ended is exported, at the latest after `timeoutMs`; never rejects. For functions that are
 * frozen after their answer (serverless). Without `genspan/register` at work it resolves at once.
 */
export async function flush(timeoutMs = 10_000): Promise<void> {
  await processState().distribution?.flush(timeoutMs);
}
