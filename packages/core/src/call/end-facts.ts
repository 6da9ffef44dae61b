/** What is known of a call only when it ends, beside what its answer says. */
import type { RequestFacts, ResponseFacts } from '../facts';
import { asString } from '../json';
import type { Pipeline } from '../pipeline';
import { groupOf } from '../record/operation-group';
import type { CostFacts, StartedCall } from '../record/recorder';
import { ATTR_GEN_AI_PROMPT_NAME } from '../semconv';
import type { CallBeginning } from './call';

/** The request as it is told at the end: what answers in chunks is a stream, also where the request did not tell; a tool is not. */
export function requestAtEnd({ request, isInProcess }: StartedCall, isStream: boolean, facts: ResponseFacts): RequestFacts {
  const { toolName, promptName } = facts;
  if (toolName !== undefined) return { ...request, toolName };
  if (promptName !== undefined && request.mcp !== undefined) return { ...request, mcp: { ...request.mcp, promptName } };
  return isStream && !isInProcess ? { ...request, stream: true } : request;
}

export function countForAgent({ operation, started, enclosingAgent }: CallBeginning, hasInnerCall: true | undefined): void {
  if (enclosingAgent === undefined) return;
  const { request, outerTool } = started;
  if (operation.name === 'execute_tool') {
    // The agent's side of it, and once.
    if (request.mcp?.role !== 'server' && outerTool === undefined) enclosingAgent.toolCalls++;
  } else if (groupOf(started) === 'inference' && !hasInnerCall) enclosingAgent.inferenceCalls++;
}

export function estimateCost(pipeline: Pipeline, { operation, started }: CallBeginning, facts: ResponseFacts): CostFacts | undefined {
  // A stored response that is read again was paid for when it was made.
  const { provider } = started;
  if (facts.usage === undefined || provider === undefined || operation.name === 'fetch_response') return undefined;
  return pipeline.costs.estimate({
    operation: operation.name,
    provider,
    requestModel: started.request.model,
    responseModel: facts.model,
    serviceTier: facts.serviceTier ?? started.request.serviceTier,
    usage: facts.usage,
    startTimeMs: started.startTimeMs,
  });
}

export function isPromptUnstable(pipeline: Pipeline, { operation, started, promptFingerprint: fingerprint }: CallBeginning): boolean {
  if (fingerprint === undefined) return false;
  const promptName = asString(started.scopeAttributes[ATTR_GEN_AI_PROMPT_NAME]);
  return pipeline.fingerprints.isUnstable({ operation: operation.name, model: started.request.model, fingerprint, promptName });
}
