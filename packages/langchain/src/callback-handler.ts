/** The handler that LangChain tells of its runs: what is pure translation, apart from where it is put. */
import { asArray, asRecord, asString, type Runs } from '@genspan/core/adapter';
import type { ChainBody } from './chain';
import { chooseOperation, readChainStart } from './choose-operation';
import { chatModel, textModel, type ModelBody } from './model';
import { retriever, type RetrieverBody } from './retriever';
import { tool, type ToolBody } from './tool';
import { toolOf } from './tool-calls';

export type CallbackHandler = ReturnType<typeof createCallbackHandler>;

/**
 * The fields are those that LangChain reads of a handler. `awaitHandlers`: it is called at once, in the application's context, not from a
 * queue. It prefers no streaming: where the application reads whole answers, models go on sending them whole.
 */
export function createCallbackHandler(runs: Runs) {
  const end = (output: unknown, runId: string): void => runs.end(runId, output ?? null);
  const fail = (error: unknown, runId: string): void => endFailed(runs, error, runId);
  return {
    name: 'genspan',
    awaitHandlers: true,
    raiseError: false,
    ignoreLLM: false,
    ignoreChain: false,
    ignoreAgent: false,
    ignoreRetriever: false,
    ignoreCustomEvent: true,

    handleChatModelStart(
      llm: unknown,
      messages: unknown,
      id: string,
      parentId?: string,
      parameters?: unknown,
      _tags?: unknown,
      metadata?: unknown,
      runName?: string,
    ): void {
      const body: ModelBody = { name: runName, classPath: pathOf(llm), metadata, messages: asArray(messages)?.[0], parameters };
      runs.start({ id, parentId, operation: chatModel, body });
    },
    handleLLMStart(
      llm: unknown,
      prompts: unknown,
      id: string,
      parentId?: string,
      parameters?: unknown,
      _tags?: unknown,
      metadata?: unknown,
      runName?: string,
    ): void {
      const body: ModelBody = { name: runName, classPath: pathOf(llm), metadata, prompt: asArray(prompts)?.[0], parameters };
      runs.start({ id, parentId, operation: textModel, body });
    },
    handleLLMNewToken(token: unknown, _index: unknown, id: string): void {
      runs.chunk(id, token);
    },
    handleLLMEnd: end,
    handleLLMError: fail,

    handleChainStart(
      serialized: unknown,
      inputs: unknown,
      id: string,
      parentId?: string,
      tags?: unknown,
      metadata?: unknown,
      runType?: string,
      runName?: string,
    ): void {
      const choice = chooseOperation(readChainStart(serialized, { parentId, tags, metadata, runType, runName }));
      const body = (name: string | undefined): ChainBody => ({ name, metadata, inputs });
      if (choice.kind === 'call') return runs.start({ id, parentId, operation: choice.operation, body: body(choice.name) });
      const { failing } = choice;
      runs.skip(id, parentId, failing && { operation: failing, body: body(runName ?? nameOf(serialized)) });
    },
    handleChainEnd: end,
    handleChainError: fail,

    handleToolStart(
      serialized: unknown,
      input: unknown,
      id: string,
      parentId?: string,
      _tags?: unknown,
      metadata?: unknown,
      runName?: string,
      toolCallId?: unknown,
    ): void {
      const body: ToolBody = { tool: toolOf(serialized), name: runName ?? nameOf(serialized), metadata, input, toolCallId };
      runs.start({ id, parentId, operation: tool, body });
    },
    handleToolEnd: end,
    handleToolError: fail,

    handleRetrieverStart(
      serialized: unknown,
      query: unknown,
      id: string,
      parentId?: string,
      _tags?: unknown,
      metadata?: unknown,
      name?: string,
    ): void {
      const body: RetrieverBody = { name: name ?? nameOf(serialized), metadata, query };
      runs.start({ id, parentId, operation: retriever, body });
    },
    handleRetrieverEnd: end,
    handleRetrieverError: fail,
  };
}

function pathOf(serialized: unknown): readonly unknown[] {
  return asArray(asRecord(serialized)?.id) ?? [];
}

/** Name of the class, which is the end of its path. */
function nameOf(serialized: unknown): string | undefined {
  return asString(pathOf(serialized).at(-1));
}

const abortNames: ReadonlySet<unknown> = new Set(['AbortError', 'ModelAbortError']);
/** LangChain and its packages throw plain errors for an abort, too. */
const abortMessages: ReadonlySet<unknown> = new Set(['Aborted', 'AbortError']);

function endFailed(runs: Runs, error: unknown, runId: string): void {
  const { name, message, is_bubble_up: isBubbleUp } = (asRecord(error) ?? {}) as Readonly<Record<string, unknown>>;
  // LangGraph throws what leaves a node on purpose: an interrupt that waits for a human, a command to the parent graph.
  if (isBubbleUp === true) runs.end(runId, null);
  else if (abortNames.has(name) || abortMessages.has(message)) runs.abort(runId);
  else runs.fail(runId, error);
}
