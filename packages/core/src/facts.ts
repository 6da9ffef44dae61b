/**
 * Plain data read from an SDK. Everything unknown is `undefined`, never 0, `''` or `[]`: a zero that nobody measured would be
 * added up by dashboards as if it were true.
 */

/** Values of `gen_ai.operation.name`; those the conventions lack are marked. */
export type OperationName =
  | 'chat'
  | 'text_completion'
  | 'generate_content'
  | 'embeddings'
  | 'retrieval'
  | 'fetch_response'
  | 'create_agent'
  | 'invoke_agent'
  | 'invoke_workflow'
  | 'execute_tool'
  // Not in the conventions: no value of theirs describes these calls.
  | 'transcription'
  | 'moderation'
  | 'rerank'
  // A request of the Model Context Protocol that is no tool call; the conventions give it no `gen_ai.operation.name`.
  | 'mcp_request';

/** Value of `gen_ai.provider.name`; the well-known ones are completed by custom ones for hosts the conventions do not list. */
export type ProviderName = string;

/** What a request asks for, apart from its content. Cheap to read: numbers and short strings only. */
export interface RequestFacts {
  /** Whose model it is, where the request itself tells: a framework talks to many providers. */
  readonly provider?: ProviderName | undefined;
  readonly model?: string | undefined;
  /** `true` when the caller asked for a stream; otherwise absent. */
  readonly stream?: true | undefined;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  /** Number of choices asked for, when it is not 1. */
  readonly choiceCount?: number | undefined;
  readonly outputType?: 'text' | 'json' | 'image' | 'speech' | undefined;
  readonly reasoningLevel?: string | undefined;
  readonly previousResponseId?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly serviceTier?: string | undefined;
  readonly encodingFormats?: readonly string[] | undefined;
  readonly dimensionCount?: number | undefined;
  readonly dataSourceId?: string | undefined;
  readonly retrievalTopK?: number | undefined;
  /** Of Amazon Bedrock: the guardrail that the request asks for. */
  readonly guardrailId?: string | undefined;
  /** Of that guardrail: a number, or `DRAFT`. */
  readonly guardrailVersion?: string | undefined;
  /** Of Amazon Bedrock: where `dataSourceId` is one of its knowledge bases. */
  readonly knowledgeBaseId?: string | undefined;
  /** The name that the application gives to an agent or a workflow. */
  readonly agentName?: string | undefined;
  /** For `invoke_agent` of a provider's service: the id that it gave. */
  readonly agentId?: string | undefined;
  readonly toolName?: string | undefined;
  /** The model's id of its request to run the tool. */
  readonly toolCallId?: string | undefined;
  /** `function` runs in the application, `extension` at the provider, `datastore` retrieves. */
  readonly toolType?: 'function' | 'extension' | 'datastore' | undefined;
  /** For `fetch_response`: the stored response that is asked for. */
  readonly responseId?: string | undefined;
  readonly streamCursor?: string | undefined;
  /** `chat_completions` or `responses`; only for OpenAI's own two dialects. */
  readonly openaiApiType?: 'chat_completions' | 'responses' | undefined;
  /** Whether the caller asked the provider to send usage with a stream; absent where the format always sends it. */
  readonly streamUsageRequested?: boolean | undefined;
  /** Only of a request of the Model Context Protocol. */
  readonly mcp?: McpFacts | undefined;
}

/** How a request of the Model Context Protocol travels; the tool it names is `toolName`. */
export interface McpFacts {
  /** `client` sends the request, `server` answers it; each side of a connection may be either. */
  readonly role: 'client' | 'server';
  readonly methodName: string;
  readonly promptName?: string | undefined;
  readonly requestId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly protocolVersion?: string | undefined;
  readonly networkTransport?: 'pipe' | 'tcp' | undefined;
  readonly networkProtocolName?: 'http' | 'websocket' | undefined;
  /** Of the server, where the client knows it. */
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
}

/**
 * Billed tokens as the conventions count them: `inputTokens` includes cached ones, `outputTokens` includes reasoning.
 * Whole or `undefined`: `outputTokens` is absent only where an operation has none (embeddings) or a stream ended before it was told.
 */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
  /** The part of `cacheWriteInputTokens` that is kept for an hour; priced apart. */
  readonly cacheWriteOneHourInputTokens?: number | undefined;
  readonly reasoningOutputTokens?: number | undefined;
  readonly textInputTokens?: number | undefined;
  readonly imageInputTokens?: number | undefined;
  readonly audioInputTokens?: number | undefined;
  readonly textOutputTokens?: number | undefined;
  readonly imageOutputTokens?: number | undefined;
  readonly audioOutputTokens?: number | undefined;
  readonly audioCacheReadInputTokens?: number | undefined;
}

export interface RetrievedDocument {
  readonly id?: string | undefined;
  readonly score?: number | undefined;
}

/** What somebody judged of a text, with a label, a score or both. */
export interface Evaluation {
  /** What is judged, in few words that do not change: `guardrail`. */
  readonly name: string;
  /** The judgement in one word: `pass`, `fail`. */
  readonly label?: string | undefined;
  readonly score?: number | undefined;
}

/** What a response says, apart from its content. */
export interface ResponseFacts {
  readonly id?: string | undefined;
  readonly model?: string | undefined;
  /** One per choice, in order, in the conventions' words (`stop`, `length`, `content_filter`, `tool_call`, ...). */
  readonly finishReasons?: readonly string[] | undefined;
  readonly usage?: Usage | undefined;
  readonly serviceTier?: string | undefined;
  readonly systemFingerprint?: string | undefined;
  /** For `fetch_response`: `completed`, `in_progress`, ... */
  readonly status?: string | undefined;
  readonly conversationId?: string | undefined;
  /** For `create_agent`: the id that the provider gave. */
  readonly agentId?: string | undefined;
  readonly conversationCompacted?: true | undefined;
  readonly documents?: readonly RetrievedDocument[] | undefined;
  readonly evaluations?: readonly Evaluation[] | undefined;
  readonly dimensionCount?: number | undefined;
  /** Code of a JSON-RPC error that was sent or received. */
  readonly rpcStatusCode?: string | undefined;
  /** Of `initialize`: the version that both sides agreed on. */
  readonly mcpProtocolVersion?: string | undefined;
  /** Of what the other side of a protocol asked for: the tool or prompt that is now known to be there. Goes before that of the request. */
  readonly toolName?: string | undefined;
  readonly promptName?: string | undefined;
  /** A failure that the provider reports inside a successful HTTP answer (`response.failed`, an `error` event). */
  readonly failure?: FailureFacts | undefined;
}

export interface FailureFacts {
  /** Low-cardinality: the provider's code, else its error type, else the status or the exception's name. */
  readonly type: string;
  /** May quote the prompt: it is content, and passes the redactor before any signal. */
  readonly message?: string | undefined;
}

/** What identifies the prompt apart from the conversation: the source of `genspan.prompt.fingerprint`. */
export interface PromptFacts {
  /** System and developer texts, in order. */
  readonly instructions?: readonly string[] | undefined;
  /** Tool definitions and response format as the SDK was given them; read at once, never kept. */
  readonly tools?: unknown;
  readonly responseFormat?: unknown;
}

/** One message in the conventions' schema (`gen_ai.input.messages`, `gen_ai.output.messages`). */
export interface Message {
  readonly role: string;
  readonly name?: string | undefined;
  readonly parts: readonly MessagePart[];
  readonly finish_reason?: string | undefined;
}

/** A part in the conventions' schema. A kind nobody has seen yet is kept as a generic part: its own `type` and its fields. */
export type MessagePart =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'reasoning'; readonly content: string }
  | { readonly type: 'tool_call'; readonly id?: string | undefined; readonly name: string; readonly arguments?: unknown }
  | { readonly type: 'tool_call_response'; readonly id?: string | undefined; readonly response: unknown }
  | { readonly type: 'blob'; readonly modality: string; readonly mime_type?: string | undefined; readonly content: string }
  | { readonly type: 'uri'; readonly modality: string; readonly mime_type?: string | undefined; readonly uri: string }
  | { readonly type: 'file'; readonly modality: string; readonly mime_type?: string | undefined; readonly file_id: string }
  | GenericPart;

export interface GenericPart {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Input content, as a snapshot: nothing in it is shared with objects the application may still change (strings are). */
export interface InputContent {
  /** Instructions given apart from the conversation (`instructions`, `system`); system messages inside it stay messages. */
  readonly instructions?: readonly MessagePart[] | undefined;
  readonly messages?: readonly Message[] | undefined;
  readonly tools?: readonly unknown[] | undefined;
  readonly retrievalQuery?: string | undefined;
  /** For `execute_tool`: as an object where it can be parsed. */
  readonly toolArguments?: unknown;
  readonly toolDescription?: string | undefined;
  /** Of a request that names a resource; may hold a path, a query, a user. */
  readonly resourceUri?: string | undefined;
}

export interface OutputContent {
  readonly messages?: readonly Message[] | undefined;
  readonly documents?: readonly unknown[] | undefined;
  /** For `execute_tool`: as an object where it can be parsed. */
  readonly toolResult?: unknown;
}
