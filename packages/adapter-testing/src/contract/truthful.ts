/** What a span says is what the wire said: nothing missing, nothing invented. */
import { isDeepStrictEqual } from 'node:util';
import { isRecorded, type RecordedScenario } from '../application/scenarios/recorded';
import type { AttributeValues, SpanData } from '../collector/otlp-json';
import { modelSpans } from './complete';
import type { ContractRun } from './contract-run';
import { actualAttributes, expectedAttributes } from './fact-attributes';
import { scenarioRuns } from './scenario-runs';
import type { Findings } from './transparent';

/** Attributes that the conventions require of every span, and values that are none. */
export function spanFaults(run: ContractRun): Findings {
  const faults = modelSpans(run).flatMap((span) => {
    const found = faultsOf(span);
    return found.length > 0 ? [[`${span.name} ${span.spanId}`, found] as const] : [];
  });
  return Object.fromEntries(faults);
}

const requiredOfAll = ['gen_ai.operation.name', 'genspan.outcome'];
const requiredOfClients = ['gen_ai.provider.name', 'genspan.provider.source'];

/** A framework tells whose model it calls, not where that is. */
function requiredOf({ kind, attributes }: SpanData): string[] {
  if (kind === 1) return requiredOfAll;
  const address = attributes['genspan.provider.source'] === 'request' ? [] : ['server.address'];
  return [...requiredOfAll, ...requiredOfClients, ...address];
}

function faultsOf(span: SpanData): string[] {
  const { attributes, status, startTimeUnixNano, endTimeUnixNano } = span;
  const missing = requiredOf(span)
    .filter((name) => attributes[name] === undefined)
    .map((name) => `${name} is missing`);
  const void_ = Object.entries(attributes).filter(
    ([, value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
  const faults = [...missing, ...void_.map(([name]) => `${name} has a value that says nothing`)];
  if ((status.code === 2) !== (attributes['error.type'] !== undefined)) faults.push('error.type and the ERROR status go together');
  if (status.code === 1) faults.push("the status OK is the application's to set");
  if (endTimeUnixNano < startTimeUnixNano) faults.push('it ends before it starts');
  const tokens = Object.entries(attributes).filter(([name, value]) => name.startsWith('gen_ai.usage.') && typeof value !== 'number');
  faults.push(...tokens.map(([name]) => `${name} is not a number`));
  if (attributes['gen_ai.response.time_to_first_chunk'] !== undefined && attributes['gen_ai.request.stream'] !== true) {
    faults.push('a plain answer has no first chunk');
  }
  return faults;
}

/**
 * Spans of the recorded scenarios against the `.facts.json` of their fixture. Plain and streamed answer of one fixture share
 * that file, so it also proves that both are told alike.
 */
export function factDifferences(run: ContractRun): Findings {
  const spans = new Map(modelSpans(run).map((span) => [span.attributes['gen_ai.request.model'], span]));
  const recorded = scenarioRuns(run).flatMap(({ key, scenario }) => (isRecorded(scenario) ? [{ key, scenario }] : []));
  const found = recorded.map(({ key, scenario }) => {
    const expected = expectedOf(scenario);
    const actual = actualAttributes(spans.get(key)?.attributes ?? {});
    return [key, { fixture: scenario.fixture, expected, actual }] as const;
  });
  return Object.fromEntries(found.filter(([, pair]) => !isDeepStrictEqual(pair.expected, pair.actual)));
}

/** The conventions want `error` for each finish reason that was expected and never came. */
function expectedOf({ facts, calls, fixture }: RecordedScenario): AttributeValues {
  const { failure } = facts.response;
  // The body of an HTTP error is read by the SDK and told as an exception: nothing else of it reaches a call.
  const isHttpError = /\/error-\d{3}/.test(fixture);
  const attributes = expectedAttributes(isHttpError && failure !== undefined ? { ...facts, response: { failure } } : facts);
  const expectsReason = calls[0]?.operation === 'chat' || calls[0]?.operation === 'text_completion';
  return failure !== undefined && expectsReason ? { 'gen_ai.response.finish_reasons': ['error'], ...attributes } : attributes;
}
