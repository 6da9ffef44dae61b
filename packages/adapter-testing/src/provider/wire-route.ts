/** Which HTTP routes a fake provider serves, and where the bytes of their answers lie. */
import { join } from 'node:path';
import { seeded } from '../seeds';
import type { EventFraming } from './event-stream';

export interface WireRoute {
  readonly method: 'GET' | 'POST';
  /** Matched against the path without prefix and query. */
  readonly path: RegExp;
  /** Folder of the harness with `<case>.json` and `<case>.sse`. */
  readonly directory: string;
  /** Folder of the provider package with fixtures of the same form, asked for as `recorded-<case>`. */
  readonly recordedDirectory: string;
  /** The provider's error body for an HTTP status. */
  errorBody(status: number): unknown;
  /** The event that reports a failure after the stream has begun. */
  readonly errorEvent: string;
  /** Whether the path, not the body, asks for a stream. */
  readonly isStream?: true;
  /** Frames events in AWS's binary form instead of as server-sent events. */
  readonly framing?: EventFraming;
}

/** The repository's `packages` folder: fixtures lie beside the sources, which are not copied to `dist`. */
const packagesDirectory = join(__dirname, '..', '..', '..');

export function recordedDirectory(provider: string, operation: string): string {
  return join(packagesDirectory, provider, 'fixtures', operation);
}

export function harnessDirectory(provider: string, operation: string): string {
  return join(packagesDirectory, 'adapter-testing', 'fixtures', provider, operation);
}

function openaiError(status: number): unknown {
  return { error: { message: seeded.errorMessage, type: 'invalid_request_error', param: null, code: `refused_${status}` } };
}

function anthropicError(status: number): unknown {
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'api_error' : 'invalid_request_error';
  return { type: 'error', error: { type, message: seeded.errorMessage }, request_id: 'req_refused' };
}

const openaiErrorEvent = `data: ${JSON.stringify({ error: { message: seeded.errorMessage, type: 'server_error', code: 'overloaded' } })}\n\n`;
const responsesErrorEvent = `event: error\ndata: ${JSON.stringify({ type: 'error', code: 'overloaded', message: seeded.errorMessage, param: null, sequence_number: 9 })}\n\n`;
const anthropicErrorEvent = `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: seeded.errorMessage } })}\n\n`;

interface RouteLine {
  readonly method: WireRoute['method'];
  readonly path: RegExp;
  /** Name of the folders with its fixtures. */
  readonly operation: string;
  readonly errorEvent?: string;
  readonly more?: Pick<WireRoute, 'isStream' | 'framing'>;
}

const openaiLines: readonly RouteLine[] = [
  { method: 'POST', path: /\/chat\/completions$/, operation: 'chat' },
  { method: 'POST', path: /\/completions$/, operation: 'completions' },
  { method: 'POST', path: /\/responses$/, operation: 'responses', errorEvent: responsesErrorEvent },
  { method: 'GET', path: /\/responses\/[^/]+$/, operation: 'responses', errorEvent: responsesErrorEvent },
  { method: 'POST', path: /\/embeddings$/, operation: 'embeddings' },
  { method: 'POST', path: /\/images\/(generations|edits|variations)$/, operation: 'images' },
  { method: 'POST', path: /\/audio\/speech$/, operation: 'speech' },
  { method: 'POST', path: /\/audio\/(transcriptions|translations)$/, operation: 'transcription' },
  { method: 'POST', path: /\/moderations$/, operation: 'moderation' },
  { method: 'POST', path: /\/vector_stores\/[^/]+\/search$/, operation: 'retrieval' },
  { method: 'GET', path: /\/models$/, operation: 'models' },
];

const anthropicLines: readonly RouteLine[] = [
  { method: 'POST', path: /\/v1\/messages$/, operation: 'chat' },
  { method: 'POST', path: /\/v1\/messages\/count_tokens$/, operation: 'count-tokens' },
  { method: 'POST', path: /\/v1\/complete$/, operation: 'text-completion' },
  { method: 'POST', path: /\/v1\/agents$/, operation: 'create-agent' },
];

/** Routes of openai, or of a provider that speaks its format and has recorded fixtures of its own. */
export function openaiRoutes(provider: string): readonly WireRoute[] {
  return openaiLines.map(({ method, path, operation, errorEvent = openaiErrorEvent }) => ({
    method,
    path,
    directory: harnessDirectory('openai', operation),
    recordedDirectory: recordedDirectory(provider, operation),
    errorBody: openaiError,
    errorEvent,
  }));
}

const bedrockLines: readonly RouteLine[] = [
  { method: 'POST', path: /\/model\/[^/]+\/invoke$/, operation: 'chat' },
  {
    method: 'POST',
    path: /\/model\/[^/]+\/invoke-with-response-stream$/,
    operation: 'chat',
    more: { isStream: true, framing: 'bytes' },
  },
];

const vertexLines: readonly RouteLine[] = [
  { method: 'POST', path: /\/publishers\/anthropic\/models\/[^/]+:(rawPredict|streamRawPredict)$/, operation: 'chat' },
];

export const anthropicRoutes = (): readonly WireRoute[] => speakAnthropic(anthropicLines);
export const bedrockRoutes = (): readonly WireRoute[] => speakAnthropic(bedrockLines);
export const vertexRoutes = (): readonly WireRoute[] => speakAnthropic(vertexLines);

function speakAnthropic(lines: readonly RouteLine[]): readonly WireRoute[] {
  return lines.map(({ method, path, operation, more }) => ({
    ...more,
    method,
    path,
    directory: harnessDirectory('anthropic', operation),
    recordedDirectory: recordedDirectory('anthropic', operation),
    errorBody: anthropicError,
    errorEvent: anthropicErrorEvent,
  }));
}
