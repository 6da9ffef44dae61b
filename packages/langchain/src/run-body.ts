import { asNumber, asRecord, asString } from '@genspan/core/adapter';

/** What LangChain tells of every run, as the callback handler gathers it for an operation. */
export interface RunBody {
  /** The name that the application gave, else that of the class. */
  readonly name: string | undefined;
  readonly metadata: unknown;
}

/** The thread of a LangGraph checkpointer, which every run inside inherits. */
export function conversationIdOf(metadata: unknown): string | undefined {
  const threadId = asRecord(metadata)?.thread_id;
  return asString(threadId) ?? asNumber(threadId)?.toString();
}
