/** The events of an agent's answer: chunks of text, what it did, and where it hands control back. */
import { asArray, asNumber, asRecord, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';
import { exceptionOf } from './failure';

export interface AgentStreamState {
  readonly decoder: InstanceType<typeof TextDecoder>;
  text: string;
  /** Calls of tools that the application is to make. */
  readonly returned: JsonRecord[];
  /** Names and types; bytes as their count. */
  readonly files: JsonRecord[];
  /** Summed over the models that the agent called; only where the application asked for a trace. */
  usage: { readonly inputTokens: number; readonly outputTokens: number } | undefined;
  failure: JsonRecord | undefined;
}

export const agentStream: StreamAssembly<AgentStreamState, unknown> = {
  field: 'completion',
  initial: () => ({ decoder: new TextDecoder(), text: '', returned: [], files: [], usage: undefined, failure: undefined }),
  add(state, value) {
    const event = asRecord(value) ?? {};
    const { bytes } = asRecord(event.chunk) ?? {};
    // A letter may lie in two chunks.
    if (bytes instanceof Uint8Array) state.text += state.decoder.decode(bytes, { stream: true });
    addCopies(state.returned, asRecord(event.returnControl)?.invocationInputs);
    addCopies(state.files, asRecord(event.files)?.files);
    addUsage(state, asRecord(asRecord(event.trace)?.trace));
    state.failure = exceptionOf(event) ?? state.failure;
  },
  // No event says that it is the last.
  isComplete: () => false,
  assemble: ({ text, returned, files, usage, failure }) => ({ text, returned, files, usage, failure }),
};

function addCopies(target: JsonRecord[], list: unknown): void {
  for (const item of asArray(list) ?? []) {
    const copy = asRecord(copyJson(item));
    if (copy !== undefined) target.push(copy);
  }
}

/** Each step (`orchestrationTrace`, `preProcessingTrace`, ...) tells what its model used. */
function addUsage(state: AgentStreamState, trace: JsonRecord | undefined): void {
  for (const step of Object.values(trace ?? {})) {
    const metadata = asRecord(asRecord(asRecord(step)?.modelInvocationOutput)?.metadata);
    const usage = asRecord(metadata?.usage);
    const inputTokens = asNumber(usage?.inputTokens);
    if (inputTokens === undefined) continue;
    state.usage = {
      inputTokens: (state.usage?.inputTokens ?? 0) + inputTokens,
      outputTokens: (state.usage?.outputTokens ?? 0) + (asNumber(usage?.outputTokens) ?? 0),
    };
  }
}
