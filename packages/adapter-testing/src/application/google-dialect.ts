/** What the three SDKs of Google have in common: contents in, candidates out, at once or in chunks. */
import { processSeeds, seeded } from '../seeds';
import type { Scene } from './scenario';
import { construct, invoke } from './sdk';

/** As the REST call has it; each SDK is given it in its own form. */
export interface GoogleRequest {
  readonly contents?: unknown;
  readonly generationConfig?: object;
  readonly systemInstruction?: unknown;
  readonly tools?: unknown;
}

export interface GoogleOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface GoogleDialect {
  /** Whether the SDK looks at contents before it sends them. */
  readonly refusesOddContents: boolean;
  /** Semver range of the SDK versions that see an error in a stream; to others it is an empty chunk. */
  readonly streamErrorVersions: string;
  /** Semver range of the SDK versions that pass over events that are not only data. */
  readonly unknownEventVersions: string;
  /** Whether the application can abort. */
  readonly hasSignal: boolean;
  send(scene: Scene, request: GoogleRequest, options?: GoogleOptions): Promise<unknown>;
  open(scene: Scene, request: GoogleRequest, options?: GoogleOptions): Promise<AsyncIterable<unknown>>;
}

export const googleRequest: GoogleRequest = {
  contents: [{ role: 'user', parts: [{ text: seeded.prompt }] }],
  systemInstruction: { role: 'user', parts: [{ text: seeded.instructions }] },
  generationConfig: { temperature: 0.5, maxOutputTokens: 100 },
};

const headers = { 'x-seed': processSeeds.header };

export const genaiDialect: GoogleDialect = {
  refusesOddContents: true,
  streamErrorVersions: '>=2.32',
  unknownEventVersions: '>=1.52',
  hasSignal: true,
  send: (scene, request, options) =>
    invoke(genaiClient(scene, options), 'models.generateContent', genaiParams(scene.model, request, options)),
  open: async (scene, request, options) =>
    (await invoke(
      genaiClient(scene, options),
      'models.generateContentStream',
      genaiParams(scene.model, request, options),
    )) as AsyncIterable<unknown>,
};

export function makeGenaiClient(sdk: Scene['sdk'], baseUrl: string, options: object): object {
  const { httpOptions, ...more } = options as { httpOptions?: object };
  return construct(sdk, 'GoogleGenAI', { apiKey: 'test-key', ...more, httpOptions: { baseUrl, headers, ...httpOptions } });
}

function genaiClient(scene: Scene, { timeoutMs }: GoogleOptions = {}): object {
  return scene.client(timeoutMs === undefined ? {} : { httpOptions: { timeout: timeoutMs } });
}

/** The configuration holds what the REST call has beside its contents. */
export function genaiParams(
  model: unknown,
  { contents, generationConfig, ...rest }: GoogleRequest,
  { signal }: GoogleOptions = {},
): object {
  return { model, contents, config: { ...generationConfig, ...rest, ...(signal && { abortSignal: signal }) } };
}
