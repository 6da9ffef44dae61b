import type { CapturedContent } from '../content/captured-content';
import { hashConfig } from '../content/fingerprint';
import type { ResponseFacts } from '../facts';
import type { Pipeline } from '../pipeline';
import type { CallOutcome, EndedCall } from '../record/recorder';
import { boundResponseFacts } from './bound-facts';
import type { CallBeginning, ServerParts } from './call';
import { estimateCost, isPromptUnstable, requestAtEnd } from './end-facts';

/** What was seen of a call by its end. What follows from it is worked out when the call is recorded, which may be off the caller's path. */
export interface SeenEnd {
  readonly outcome: CallOutcome;
  /** As the adapter read them: nothing of them is told before it is bounded. */
  readonly response: ResponseFacts;
  readonly hasInnerCall: true | undefined;
  readonly isStream: boolean;
  /** Where the address became known when the request was sent. */
  readonly server: ServerParts | undefined;
  readonly requestCount: number;
  readonly httpStatus: number | undefined;
  /** Monotonic, in milliseconds, as is the other. */
  readonly endTick: number;
  readonly firstChunkTick: number | undefined;
  readonly chunkGapsSeconds: readonly number[] | undefined;
}

const noFacts: ResponseFacts = {};

export function describeEnd(pipeline: Pipeline, beginning: CallBeginning, seen: SeenEnd, content: CapturedContent): EndedCall {
  const { guard } = pipeline;
  const { started, startTick, promptFingerprint, agent } = beginning;
  const { hasInnerCall, firstChunkTick, server } = seen;
  const response = guard.run('the bounding of facts', () => boundResponseFacts(seen.response)) ?? noFacts;
  const durationMs = seen.endTick - startTick;
  return {
    ...started,
    ...(started.serverAddress === undefined && server && { ...server, isServerLate: true as const }),
    request: requestAtEnd(started, seen.isStream, response),
    outcome: outcomeOf(seen.outcome, response),
    endTimeMs: started.startTimeMs + durationMs,
    durationSeconds: durationMs / 1000,
    timeToFirstChunkSeconds: started.isInProcess || firstChunkTick === undefined ? undefined : (firstChunkTick - startTick) / 1000,
    chunkGapsSeconds: seen.chunkGapsSeconds,
    resendCount: Math.max(0, seen.requestCount - 1),
    httpStatus: seen.httpStatus,
    response,
    promptFingerprint,
    isPromptFingerprintUnstable: guard.run('the watching of fingerprints', () => isPromptUnstable(pipeline, beginning)) || undefined,
    configHash: started.isInProcess ? undefined : guard.run('the configuration hash', () => hashConfig(started.request)),
    cost: hasInnerCall ? undefined : guard.run('the cost estimate', () => estimateCost(pipeline, beginning, response)),
    hasInnerCall,
    agentCalls: agent,
    content,
  };
}

/** An answer may say that the call has failed. */
export function outcomeOf(seen: CallOutcome, { failure }: ResponseFacts): CallOutcome {
  return seen.kind === 'completed' && failure !== undefined ? { kind: 'failed', failure } : seen;
}
