/** An operation: what an adapter knows of one kind of call, and where that leaves the SDK. */
import type { InputContent, McpFacts, OperationName, OutputContent, PromptFacts, RequestFacts, ResponseFacts } from '../facts';

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
  /**
   * The last chunk is the answer: the SDK holds that very object, and so does the state, which copies none of them. What is changed in it
   * later is changed in the answer. @default no chunk is kept
   */
  readonly keepsLastChunk?: true;
  /** Adds one chunk to an own state; the chunk is not changed, nor kept unless it is the last and the answer. */
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
  /** Whether the text of an error is not to be kept in any mode. @default false */
  readonly hidesFailureText?: true;
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

/**
 * What the operations of a protocol read as the body of a request. The response they read is `{ result }` or `{ error }`, as on the wire, with a
 * `target` where the answer shows that what the request named is there, and that was not known before.
 */
export interface ProtocolRequest {
  readonly role: McpFacts['role'];
  readonly id: unknown;
  readonly method: unknown;
  readonly params: unknown;
  readonly connection: ConnectionFacts;
  /** Of a request of the other side: whether this side has a handler for its method. */
  readonly hasHandler?: boolean;
  /** Of a request of the other side: whether the tool or prompt that it names is known to be there. */
  readonly isTargetKnown?: boolean;
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

/** Types the chunks and state of an operation where it is written; the table itself holds them erased. */
export function defineOperation<State, Chunk, Target extends PatchTarget = RouteTarget>(
  operation: Omit<Operation<Target>, 'stream'> & { readonly stream?: StreamAssembly<State, Chunk> },
): Operation<Target> {
  return operation as Operation<Target>;
}
