/** Routes of the Gemini API and of Vertex AI: the same paths below different prefixes. */
import { seeded } from '../seeds';
import { harnessDirectory, recordedDirectory, type WireRoute } from './wire-route';

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

function errorBody(status: number): unknown {
  return { error: { code: status, message: seeded.errorMessage, status: statusNames[status] ?? 'UNKNOWN' } };
}

const errorEvent = `data: ${JSON.stringify(errorBody(503))}\r\n\r\n`;
const interactionError = { event_type: 'error', error: { code: 'overloaded', message: seeded.errorMessage } };

interface GoogleLine {
  readonly method?: 'GET';
  readonly path: RegExp;
  readonly folder: string;
  readonly isStream?: true;
}

const lines: readonly GoogleLine[] = [
  { path: /\/models\/[^/]+:generateContent$/, folder: 'generate-content' },
  { path: /\/models\/[^/]+:streamGenerateContent$/, folder: 'generate-content', isStream: true },
  { path: /\/models\/[^/]+:(embedContent|batchEmbedContents)$/, folder: 'embed-content' },
  { path: /\/models\/[^/]+:predict$/, folder: 'predict' },
  { path: /\/interactions$/, folder: 'interactions' },
  { method: 'GET', path: /\/interactions\/[^/]+$/, folder: 'interactions' },
];

/** `provider`: the package whose recorded fixtures are served. */
export function googleRoutes(provider: string): readonly WireRoute[] {
  return lines.map(({ method = 'POST' as const, path, folder, isStream }) => ({
    method,
    path,
    directory: harnessDirectory('google', folder),
    recordedDirectory: recordedDirectory(provider, folder),
    errorBody,
    errorEvent: folder === 'interactions' ? `event: error\ndata: ${JSON.stringify(interactionError)}\n\n` : errorEvent,
    ...(isStream && { isStream }),
  }));
}
