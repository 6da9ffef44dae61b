import type { Context } from '@opentelemetry/api';
import type { Operation, RequestInput } from '../adapter';
import type { RequestFacts } from '../facts';
import { hashConfig } from '../content/fingerprint';
import { modelCallContext } from '../context/model-call-context';
import { ownedByOther } from '../context/other-instrumentations';
import { readScope } from '../context/scope';
import type { Pipeline } from '../pipeline';
import type { ResolvedProvider } from '../provider/resolve-provider';
import type { StartedCall } from '../record/recorder';
import { boundRequestFacts } from './bound-facts';
import { Call, type CallBeginning } from './call';

export interface CallStart {
  readonly operation: Operation;
  readonly request: RequestInput;
  readonly provider: ResolvedProvider;
  readonly parentContext: Context;
  /** When the application asked, not when its parameters were ready: milliseconds since the epoch, and monotonic. */
  readonly startTimeMs: number;
  readonly startTick: number;
}

const noFacts: RequestFacts = {};

/** Reads the request and opens the call. Whatever an adapter throws costs the facts it would have given, never the call. */
export function startCall(pipeline: Pipeline, start: CallStart): Call {
  const { guard, content } = pipeline;
  const api = pipeline.telemetry.api();
  const { operation, request, provider, parentContext } = start;
  const facts = guard.run('describeRequest', () => operation.describeRequest(request)) ?? noFacts;
  const started: StartedCall = {
    operation: operation.name,
    provider: provider.name,
    providerSource: provider.source,
    serverAddress: provider.serverAddress,
    serverPort: provider.serverPort,
    request: boundRequestFacts(facts),
    startTimeMs: start.startTimeMs,
    parentContext,
    scopeAttributes: readScope(parentContext),
    isOwnedByOther: guard.run('the reading of the active span', () => ownedByOther(api.trace.getSpan(parentContext))) || undefined,
  };
  pipeline.recordStart(started);
  const beginning: CallBeginning = {
    operation,
    started,
    startTick: start.startTick,
    promptFingerprint: guard.run('the prompt fingerprint', () => {
      const prompt = operation.describePrompt?.(request.body);
      return prompt === undefined ? undefined : pipeline.fingerprintPrompt(prompt);
    }),
    configHash: guard.run('the configuration hash', () => hashConfig(started.request)),
    requestContext: modelCallContext(api, parentContext, started.span),
  };
  const input = content.wantsContent ? guard.run('describeInput', () => operation.describeInput?.(request.body)) : undefined;
  return new Call(pipeline, beginning, input);
}
