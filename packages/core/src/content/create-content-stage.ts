import type { AsyncRedactor } from './async-redactor';
import { capturesText, type CapturePolicy } from './capture-policy';
import { captureText } from './capture-text';
import type { CallContent, ContentStage } from './content-stage';
import { hashInput, hashOutput } from './content-hash';
import { countCharacters } from './count-characters';
import { DeferredContent } from './deferred-content';
import { createRedactor, type Redactor } from './redact/redactor';
import { runSteps } from './steps';

export interface ContentStageOptions {
  /** Default: the built-in rules. */
  readonly redactor?: Redactor;
  /** Asked at each call; what it answers sees every text after the rules, off the caller's path and within the deadline. Default: none. */
  readonly findAsyncRedactor?: () => AsyncRedactor | undefined;
  /** Default: 2000. */
  readonly maxWaitingCalls?: number;
  /** Characters of all waiting calls together, media included. Default: 32 million, which is 32 to 64 MB. */
  readonly maxWaitingCharacters?: number;
  /** From the end of a call until its content is given up. Default: 5000. */
  readonly deadlineMs?: number;
  /** How long `flushSync` may hold the thread; what is left then is given up. Default: 1000. */
  readonly syncLimitMs?: number;
}

export interface CountingContentStage extends ContentStage {
  /** Calls whose content was dropped since the start. */
  readonly droppedCount: number;
}

const sliceMs = 1;

export function createContentStage(policy: CapturePolicy, options: ContentStageOptions = {}): CountingContentStage {
  const { findAsyncRedactor, maxWaitingCalls = 2000, maxWaitingCharacters = 32_000_000, deadlineMs = 5000, syncLimitMs = 1000 } = options;
  const { mode, hashKey } = policy;
  const limits = { maxWaitingCalls, maxWaitingCharacters, deadlineMs, sliceMs, syncLimitMs };
  const deferred = new DeferredContent(limits, (dropped) => ({ mode, dropped }));
  const redactor = options.redactor ?? createRedactor();

  function capture(content: CallContent, done: Parameters<ContentStage['capture']>[1]): void {
    if (capturesText(policy)) {
      const asyncRedactor = findAsyncRedactor?.();
      deferred.add({ steps: captureText(content, { policy, redactor, asyncRedactor }), characters: countCharacters(content), done });
      return;
    }
    if (mode === 'off') return done({ mode });
    let hashes = {};
    try {
      hashes = { inputHash: runSteps(hashInput(content.input, hashKey)), outputHash: runSteps(hashOutput(content.output, hashKey)) };
    } catch {
      hashes = { dropped: 'redaction_failed' };
    }
    done({ mode, ...hashes });
  }

  return {
    wantsContent: mode !== 'off',
    capture,
    flush: () => deferred.flush(),
    flushSync: () => deferred.flushSync(),
    get droppedCount() {
      return deferred.droppedCount;
    },
  };
}
