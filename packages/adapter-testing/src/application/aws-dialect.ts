/** What the clients of AWS have in common: commands given to `send`, some of which answer with a stream. */
import { processSeeds, seeded } from '../seeds';
import type { ExpectedCall, Scene } from './scenario';
import { construct, invoke, read, type SdkModule } from './sdk';

export interface AwsDialect {
  readonly name: string;
  readonly operation: string;
  /** Semver range of the SDK versions that speak it. */
  readonly versions?: string;
  /** Where a span tells no model. @default the scenario's key is the model */
  readonly more?: Partial<ExpectedCall>;
  /** Semver range of the SDK versions whose client speaks HTTP/2 unasked. @default none */
  readonly http2Versions?: string;
  /** Class of the command that is answered at once, and of the one that is answered by a stream. */
  readonly plain?: string | undefined;
  readonly streamed?: string | undefined;
  /** Field of the answer that holds the stream. */
  readonly streamField: string;
  /** Takes a field away that the SDK itself insists on: such a call names no model. */
  readonly missing: object;
  /** `more` replaces fields of what the format itself takes. */
  input(model: string, more?: object): Record<string, unknown>;
}

export interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

const messages = [{ role: 'user', content: [{ text: seeded.prompt }] }];

export const converse: AwsDialect = {
  name: 'converse',
  operation: 'chat',
  versions: '>=3.600',
  plain: 'ConverseCommand',
  streamed: 'ConverseStreamCommand',
  streamField: 'stream',
  http2Versions: '>=3.600',
  missing: { modelId: undefined },
  input: (modelId, more) => ({
    modelId,
    system: [{ text: seeded.instructions }],
    messages,
    inferenceConfig: { temperature: 0.5 },
    ...more,
  }),
};

const claudeMessages = [{ role: 'user', content: seeded.prompt }];

/** The model's name is the scenario's, so the body tells whose model it is. */
export const invokeClaude: AwsDialect = {
  name: 'invoke',
  operation: 'chat',
  plain: 'InvokeModelCommand',
  streamed: 'InvokeModelWithResponseStreamCommand',
  streamField: 'body',
  http2Versions: '>=3.600',
  missing: { modelId: undefined },
  input: (modelId, more) => ({
    modelId,
    contentType: 'application/json',
    body: JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      system: seeded.instructions,
      messages: claudeMessages,
      ...more,
    }),
  }),
};

export function makeAwsClient(className: string) {
  return (sdk: SdkModule, endpoint: string, options: object): object =>
    construct(sdk, className, {
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test-secret' },
      customUserAgent: processSeeds.header,
      maxAttempts: 3,
      ...options,
    });
}

export function makeCommand(scene: Scene, className: string, input: unknown): object {
  return construct(scene.sdk, className, input);
}

export function send(scene: Scene, dialect: AwsDialect, more: object = {}, options?: SendOptions): Promise<unknown> {
  return sendInput(scene, dialect, dialect.input(scene.model, more), options);
}

export function sendInput(scene: Scene, { plain = '' }: AwsDialect, input: unknown, options?: SendOptions): Promise<unknown> {
  return invoke(scene.client(), 'send', makeCommand(scene, plain, input), ...(options === undefined ? [] : [options]));
}

export function openAnswer(scene: Scene, dialect: AwsDialect, more: object = {}, options?: SendOptions): Promise<object> {
  const command = makeCommand(scene, dialect.streamed ?? '', dialect.input(scene.model, more));
  return invoke(scene.client(), 'send', command, ...(options === undefined ? [] : [options])) as Promise<object>;
}

export async function open(scene: Scene, dialect: AwsDialect, more?: object, options?: SendOptions): Promise<AsyncIterable<unknown>> {
  return read(await openAnswer(scene, dialect, more, options), dialect.streamField) as AsyncIterable<unknown>;
}

/** One fixture's request; of a stream its events are answered. */
export async function sendRecorded(
  client: object,
  scene: Scene,
  dialect: AwsDialect,
  isStreamed: boolean,
  input: object,
): Promise<unknown> {
  const className = (isStreamed ? dialect.streamed : dialect.plain) ?? '';
  const answer = await invoke(client, 'send', makeCommand(scene, className, input));
  return isStreamed ? read(answer, dialect.streamField) : show(answer);
}

/** An answer without what differs between any two runs, its bytes as text. */
export function show(answer: unknown): unknown {
  const { $metadata, body, ...rest } = answer as { readonly $metadata?: object; readonly body?: unknown };
  const metadata = Object.fromEntries(Object.entries($metadata ?? {}).filter(([name]) => name !== 'totalRetryDelay'));
  return {
    ...rest,
    $metadata: metadata,
    ...(body instanceof Uint8Array && { className: body.constructor.name, body: Buffer.from(body).toString() }),
  };
}
