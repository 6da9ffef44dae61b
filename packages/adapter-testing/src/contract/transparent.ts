/** Nothing of what the application, the provider and the shell see is changed. */
import { isDeepStrictEqual } from 'node:util';
import type { RecordedRequest } from '../provider/fake-provider';
import type { ContractRun } from './contract-run';

/** What is wrong, by scenario key. */
export type Findings = Readonly<Record<string, unknown>>;

export function observationDifferences(baseline: ContractRun, instrumented: ContractRun): Findings {
  return differences(baseline.application.observations, instrumented.application.observations);
}

export function requestDifferences(baseline: ContractRun, instrumented: ContractRun): Findings {
  return differences(requestsByKey(baseline), requestsByKey(instrumented));
}

export function processDifferences(baseline: ContractRun, instrumented: ContractRun): Findings {
  return differences(processFacts(baseline), processFacts(instrumented));
}

const tracingHeaders = new Set(['traceparent', 'tracestate', 'baggage', 'b3', 'x-b3-traceid', 'uber-trace-id']);

export function tracedRequests({ requests }: ContractRun): Findings {
  const headerNames = (request: RecordedRequest): string[] => request.rawHeaders.filter((_, index) => index % 2 === 0);
  const traced = requests.filter((request) => headerNames(request).some((name) => tracingHeaders.has(name.toLowerCase())));
  return Object.fromEntries(traced.map((request) => [request.key, request.rawHeaders]));
}

/** Without genspan: a scenario that does not come to its own end proves nothing. */
export function brokenScenarios({ application }: ContractRun): Findings {
  const broken = Object.entries(application.observations).filter(([, observation]) =>
    /"(unexpected|timedOut)":/.test(JSON.stringify(observation) ?? ''),
  );
  return Object.fromEntries(broken);
}

function differences(expected: Findings, actual: Findings): Findings {
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  const different = [...keys].filter((key) => !isDeepStrictEqual(expected[key], actual[key]));
  return Object.fromEntries(different.map((key) => [key, { without: expected[key], with: actual[key] }]));
}

function requestsByKey({ requests, providerOrigin }: ContractRun): Findings {
  const host = new URL(providerOrigin).host;
  const byKey: Record<string, unknown[]> = {};
  // Cerebras warms its connection up beside its first request: only requests of one path have an order.
  const ordered = requests.toSorted((left, right) => left.path.localeCompare(right.path));
  for (const request of ordered) (byKey[request.key] ??= []).push(wireForm(request, host));
  return byKey;
}

const volatileHeaders = new Set(['idempotency-key', 'x-amz-date', 'amz-sdk-invocation-id']);

/** The request without what differs between any two runs: port, multipart boundary, idempotency key and the like, time and signature. */
function wireForm({ method, path, rawHeaders, body, disconnected }: RecordedRequest, host: string): unknown {
  const boundary = /boundary=([^;\s]+)/.exec(rawHeaders.join(' '))?.[1];
  const stable = (text: string): string => text.replaceAll(host, 'provider').replaceAll(boundary ?? '\0', 'boundary');
  const headers = rawHeaders.map((value, index) => {
    const name = index % 2 === 0 ? '' : (rawHeaders[index - 1] ?? '').toLowerCase();
    if (volatileHeaders.has(name) || value.startsWith('AWS4-') || (name === 'content-length' && boundary !== undefined)) return '*';
    return stable(value);
  });
  return { method, path: stable(path), headers, body: stable(body), disconnected };
}

function processFacts({ application }: ContractRun): Findings {
  const { exitCode, signal, stderr } = application;
  return { exitCode, signal, stderr: stderr.replaceAll(/\(node:\d+\)/g, '(node)') };
}
