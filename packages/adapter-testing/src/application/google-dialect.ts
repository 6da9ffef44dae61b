/** What the three SDKs of Google have in common: contents in, candidates out, at once or in chunks. */
import { processSeeds, seeded } from '../seeds';
import type { Scene } from './scenario';
import { construct, invoke, read } from './sdk';

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

export const generativeAiDialect: GoogleDialect = {
  refusesOddContents: true,
  streamErrorVersions: '*',
  unknownEventVersions: '<0',
  hasSignal: true,
  send: async (scene, request, options) => invoke(generativeModel(scene), 'generateContent', request, generativeAiOptions(scene, options)),
  open: async (scene, request, options) =>
    streamOf(await invoke(generativeModel(scene), 'generateContentStream', request, generativeAiOptions(scene, options))),
};

/** Its clients have no base URL: each model is given one. */
export function generativeModel(scene: Scene): object {
  return invoke(scene.client(), 'getGenerativeModel', { model: scene.model }, generativeAiOptions(scene));
}

function generativeAiOptions({ baseUrl }: Scene, { signal, timeoutMs }: GoogleOptions = {}): object {
  const limits = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeout: timeoutMs }) };
  return { baseUrl, customHeaders: headers, ...limits };
}

export const vertexaiDialect: GoogleDialect = {
  refusesOddContents: false,
  streamErrorVersions: '*',
  unknownEventVersions: '<0',
  hasSignal: false,
  send: async (scene, request, options) => invoke(vertexModel(scene, options), 'generateContent', request),
  open: async (scene, request, options) => streamOf(await invoke(vertexModel(scene, options), 'generateContentStream', request)),
};

/** The SDK knows `https` only, and the fake provider speaks without encryption. */
export function makeVertexaiClient(sdk: Scene['sdk'], baseUrl: string): object {
  const { host, pathname } = new URL(baseUrl);
  const endpoint = host + pathname;
  globalThis.fetch = withoutEncryption(globalThis.fetch);
  const googleAuthOptions = { authClient: { getAccessToken: async () => ({ token: 'test-token' }) }, projectId: 'zoo' };
  return construct(sdk, 'VertexAI', { project: 'zoo', location: 'europe-west1', apiEndpoint: endpoint, googleAuthOptions });
}

const plainFetch = Symbol('fetch');

function withoutEncryption(original: typeof fetch & { [plainFetch]?: true }): typeof fetch {
  if (original[plainFetch]) return original;
  const plain: typeof fetch & { [plainFetch]?: true } = (input, init) =>
    original(typeof input === 'string' ? input.replace('https://127.0.0.1', 'http://127.0.0.1') : input, init);
  plain[plainFetch] = true;
  return plain;
}

export function vertexModel(scene: Scene, { timeoutMs }: GoogleOptions = {}): object {
  const options = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  return invoke(scene.client(), 'getGenerativeModel', { model: scene.model }, options);
}

function streamOf(answer: unknown): AsyncIterable<unknown> {
  return read(answer, 'stream') as AsyncIterable<unknown>;
}
