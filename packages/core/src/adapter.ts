/**
 * The contract of a provider package, and all that one may import from core.
 *
 * An adapter is a table of operations with pure functions. It sees no span, tracer, promise, iterator or configuration.
 * Functions here may be given anything an application sends: they must read defensively, and whatever they throw is caught
 * by core's guard, counted and logged, never seen by the application.
 */
import type { InputContent, McpFacts, OperationName, OutputContent, PromptFacts, ProviderName, RequestFacts, ResponseFacts } from './facts';
import type { JsonRecord } from './json';
import * as json from './json';
import type { Runs } from './seams/runs';

export type * from './facts';
export type { JsonRecord } from './json';
export { describeFailure } from './call/outcome';
/** Plain exports: a forwarded one is a getter in CommonJS, and each chunk of a stream would pay for it. */
export const { asArray, asErrorCode, asNumber, asRecord, asString, copyJson, joinText } = json;
/** For `connect` of an event seam. */
export { patchMethods } from './patch/patch-methods';
export type { Method } from './patch/patch-registry';

/** One call as the application made it. */
export interface RequestInput {
  /** The parameters as the application gave them, or what the target's `bodyOf` makes of them; never changed, never kept. */
  readonly body: unknown;
  /** Of a call that is an HTTP request: before an SDK rewrites path or body for its host. */
  readonly method?: string;
  /** Without query string. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** How a stream becomes the same response object that a plain call returns, so that both are described by one function. */
export interface StreamAssembly<State, Chunk> {
  /** Field of the answer that holds the stream (`stream`, `body`). @default the answer is the stream */
  readonly field?: string;
  /** Where the stream is not in one field of the answer for all versions: the object that holds it, and its field there. @default `field` of the answer */
  placeOf?(answer: unknown): { readonly holder: object; readonly field: string } | undefined;
  /** Where the answer holds a promise of the whole beside its stream, for who does not read that. @default there is none */
  readonly whole?: WholeAnswer;
  initial(): State;
  /** Whether the SDK made the chunk by itself, before the provider sent one: it is not the first. @default none is */
  isOfSdk?(chunk: Chunk): boolean;
  /** Adds one chunk to an own state; the chunk is neither kept nor changed. */
  add(state: State, chunk: Chunk): void;
  /** Whether the answer is whole although more may follow: a reader who leaves now has not abandoned it. */
  isComplete(state: State): boolean;
  /** The response as far as it was seen, in the shape that `describeResponse` reads. */
  assemble(state: State): unknown;
}

export interface WholeAnswer {
  /** Field of the answer that holds the promise; `describeResponse` reads an answer with its value there. */
  readonly field: string;
  /** Whether the SDK handles its rejection itself, so that nobody else needs to. @default false */
  readonly isHandled?: true;
}

export interface Operation<Target extends PatchTarget = PatchTarget> {
  readonly name: OperationName;
  readonly target: Target;
  /**
   * An agent or a tool of a framework, or a request of a protocol: no call of a model. It has no provider, it suppresses no tracing, and what starts
   * under it are children. @default false
   */
  readonly isInProcess?: true;
  describeRequest(request: RequestInput): RequestFacts;
  describePrompt?(body: unknown): PromptFacts;
  /** Called only where content is captured. */
  describeInput?(body: unknown): InputContent;
  describeResponse(response: unknown): ResponseFacts;
  /** Called only where content is captured. */
  describeOutput?(response: unknown): OutputContent;
  /** Where bodies do not tell it: the usage in the HTTP headers of the answer, by their names in lower case. */
  describeHeaders?(headers: Readonly<Record<string, unknown>>): ResponseFacts['usage'];
  readonly stream?: StreamAssembly<unknown, unknown>;
}

/** Where a call leaves the SDK. */
export type PatchTarget = RouteTarget | MethodTarget | CommandTarget | EventTarget | ProtocolTarget | FrameworkTarget;

/** HTTP method and path, `{}` stands for one segment: `GET /responses/{}`. */
export interface RouteTarget {
  readonly route: string;
}

export interface MethodTarget {
  /** From the module's exports to the method: `Models.prototype.generate`, or, where `chats` is a getter, `Client.prototype.chats.create`. */
  readonly path: string;
  /** One object that the describing functions read, made of the arguments and the object the method is called on. @default the first argument */
  bodyOf?(args: readonly unknown[], instance: unknown): unknown;
  /** Where one method makes several kinds of call: whether this is the kind. The first operation that accepts is taken. @default always */
  accepts?(body: unknown): boolean;
  /**
   * The signal by which the application aborts the call. Where it can be told, an abort by anybody else is a timeout of the SDK's own.
   *
   * @default any error that is named an abort is taken for one by the application
   */
  signalOf?(args: readonly unknown[], instance: unknown): AbortSignal | undefined;
}

export interface CommandTarget {
  /** Class of the command: `ConverseCommand`. */
  readonly command: string;
  /** One object that the describing functions read, made of the command's input. @default the input */
  bodyOf?(input: unknown): unknown;
  /** Where one command makes several kinds of call: whether this is the kind. The first operation that accepts is taken. @default always */
  accepts?(body: unknown): boolean;
}

export interface EventTarget {
  /** Kind of run as the SDK calls it; `connect` of the seam tells of it. */
  readonly event: string;
}

export interface ProtocolTarget {
  /** Method of the JSON-RPC request: `tools/call`. `*` stands for every method that no other operation names. */
  readonly rpcMethod: string;
}

/** What the operations of a protocol read as the body of a request; the response they read is `{ result }` or `{ error }`, as on the wire. */
export interface ProtocolRequest {
  readonly role: McpFacts['role'];
  readonly id: unknown;
  readonly method: unknown;
  readonly params: unknown;
  readonly connection: ConnectionFacts;
}

export type ConnectionFacts = Pick<
  McpFacts,
  'sessionId' | 'protocolVersion' | 'networkTransport' | 'networkProtocolName' | 'serverAddress' | 'serverPort'
>;

export interface FrameworkTarget {
  /** A function of the framework, or a method of the models and tools that it is given. */
  readonly of: 'function' | 'model' | 'tool';
  /** From the module's exports to the function: `Agent.prototype.generate`; of a model or tool, its method: `doGenerate`. */
  readonly path: string;
  /** One object that the describing functions read; of a `tool`, `name` is what the model knows it by. Of a `function` it is the seam's. */
  bodyOf?(args: readonly unknown[], instance: unknown, name?: string): unknown;
  /** The signal by which the call is aborted, out of the body. */
  signalOf?(body: unknown): AbortSignal | undefined;
  /** Where a failure is told to a callback only: its field in the first argument, and the error in what it is given. */
  readonly failureOf?: { readonly field: string; read(event: unknown): unknown };
}

/** The client a call was made with, read once per call. */
export interface ClientInput {
  readonly className: string;
  /** Names of the classes from the most derived to the base. */
  readonly classNames: readonly string[];
  /** The provider name that some SDK clients carry themselves. */
  readonly declaredProvider?: string | undefined;
  readonly host?: string | undefined;
  /** The client itself, to be read and never changed. */
  readonly instance: unknown;
}

/** Seam A: a client class generated by Stainless. */
export interface StainlessSeam {
  readonly kind: 'stainless';
  /** Export that holds the client class: `OpenAI`. The methods may live on one of its base classes. */
  readonly clientExport: string;
  /** Removed from the front of a path before routes are compared: `/openai/v1`. */
  readonly pathPrefix?: string;
  /** Accessor on the client's prototype through which the SDK reaches its own tracer: answered with `undefined` while ours is at work. */
  readonly ownTracerProperty?: string;
}

/** Seam B: methods that return a promise, or a promise of an async iterable. */
export interface MethodSeam {
  readonly kind: 'method';
}

/** Seam C: a client whose calls are commands given to `send`, by promise or by callback. */
export interface CommandSeam {
  readonly kind: 'command';
  /** Export that holds the client class: `BedrockRuntimeClient`. */
  readonly clientExport: string;
  /**
   * Paths of the requests of its commands. The client's HTTP handler (`config.requestHandler`) tells of them where they go, their repetitions and
   * the headers of their answers; it may carry others, for credentials.
   */
  readonly requestPath: RegExp;
}

/** Seam D: an SDK that tells of its runs: callbacks, integrations, tracing channels. */
export interface EventSeam {
  readonly kind: 'events';
  /**
   * Starts listening to one loaded entry point of the SDK and translates its events for `runs`, which all entry points and copies share;
   * answers the undo. Methods are replaced by `patchMethods`.
   *
   * @throws where the SDK has not the shape that is known
   */
  connect(exports: Readonly<Record<string, unknown>>, runs: Runs): () => void;
}

/** Seam E: a class that speaks JSON-RPC in both directions, over transports that are given to it: that of the Model Context Protocol. */
export interface ProtocolSeam {
  readonly kind: 'protocol';
  /** The class that holds `request` and `_onrequest`, of one loaded copy of the SDK. */
  protocolOf(exports: Readonly<Record<string, unknown>>): unknown;
  describeConnection(protocol: unknown, transport: unknown): ConnectionFacts;
  /** Whether the transport speaks on the stdout of this process: then nothing else may. */
  isOnStdout(transport: unknown): boolean;
  /** The JSON-RPC error that an exception stands for; `undefined` where no answer came. */
  rpcErrorOf(error: unknown): RpcError | undefined;
}

export interface RpcError {
  readonly code: number;
  readonly message?: string | undefined;
}

/**
 * Seam F: functions of a framework, and the objects that an application gives them. Inside such a function calls of a model's methods
 * count: they are patched where they are defined, on the class of a provider's package. Tools are the application's own, and are not
 * touched: the function is given copies.
 */
export interface FrameworkSeam {
  readonly kind: 'framework';
  /** Functions that are no call themselves, while what they call is. */
  readonly plainFunctions: readonly string[];
  /** Field of an object with such a function that holds what it was made with, in the form of the function's first argument. */
  readonly settingsField: string;
  /** Of the first argument: a model, or its name. What the functions below read is that argument, after the settings. */
  readonly modelField: string;
  /** Of the first argument: tools by their names. */
  readonly toolsField: string;
  /** The model that a name stands for. */
  modelNamed?(name: string, path: string, exports: JsonRecord): unknown;
  recordingOf(body: unknown, exports: JsonRecord): Recording;
}

/** What the application wants recorded of one call of a function. */
export interface Recording {
  /** `elsewhere`: the framework makes spans of its own: ours are left out, metrics and log lines are not. */
  readonly kind: 'on' | 'off' | 'elsewhere';
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
}

export type { Runs, StartedRun } from './seams/runs';

interface AdapterOf<Seam, Target extends PatchTarget> {
  /** Absent for a framework, whose requests name their provider. */
  readonly provider?: ProviderName;
  readonly module: {
    readonly name: string;
    /** Semver range of the versions that are tested; a version outside is left alone, with one warning. */
    readonly versions: string;
    /** Other entry points that hold the client class and may be loaded alone: `client` for `@anthropic-ai/sdk/client`. */
    readonly subpaths?: readonly string[];
    /** Whether exports themselves are patched, and cannot be where they are required: the application is given a copy of them. @default false */
    readonly hasLockedExports?: true;
  };
  readonly seam: Seam;
  /** The provider by client class; `undefined` leaves it to the host table, then to `provider`. */
  providerOf?(client: ClientInput): ProviderName | undefined;
  /** Where the client's requests go. @default its `baseURL` */
  baseUrlOf?(client: unknown): string | undefined;
  readonly operations: readonly [Operation<Target>, ...Operation<Target>[]];
}

export type StainlessAdapter = AdapterOf<StainlessSeam, RouteTarget>;
export type MethodAdapter = AdapterOf<MethodSeam, MethodTarget>;
export type CommandAdapter = AdapterOf<CommandSeam, CommandTarget>;
export type EventAdapter = AdapterOf<EventSeam, EventTarget>;
export type ProtocolAdapter = AdapterOf<ProtocolSeam, ProtocolTarget>;
export type FrameworkAdapter = AdapterOf<FrameworkSeam, FrameworkTarget>;
/** One package of an SDK and one door; a package whose majors have different doors has an adapter for each. */
export type ProviderAdapter = StainlessAdapter | MethodAdapter | CommandAdapter | EventAdapter | ProtocolAdapter | FrameworkAdapter;

/** Types the chunks and state of an operation where it is written; the table itself holds them erased. */
export function defineOperation<State, Chunk, Target extends PatchTarget = RouteTarget>(
  operation: Omit<Operation<Target>, 'stream'> & { readonly stream?: StreamAssembly<State, Chunk> },
): Operation<Target> {
  return operation as Operation<Target>;
}
