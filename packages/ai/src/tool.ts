/** `execute` of a tool that the application gave: it runs in this process, in the middle of a call of a model. */
import { asRecord, asString, copyJson, defineOperation, type FrameworkTarget, type JsonRecord } from '@genspan/core/adapter';

interface ToolState {
  last: unknown;
}

export const tool = defineOperation<ToolState, unknown, FrameworkTarget>({
  name: 'execute_tool',
  target: { of: 'tool', path: 'execute', bodyOf: toolCallOf },
  isInProcess: true,
  describeRequest: ({ body }) => {
    const { name, options } = asRecord(body) ?? {};
    return { toolName: asString(name), toolCallId: asString(asRecord(options)?.toolCallId), toolType: 'function' };
  },
  describeInput: (body) => {
    const { input, given } = asRecord(body) ?? {};
    return { toolArguments: copyJson(input), toolDescription: asString(asRecord(given)?.description) };
  },
  describeResponse: () => ({}),
  describeOutput: (result) => ({ toolResult: copyJson(result) }),
  // Since ai 5 a tool may yield preliminary results; the last one is its result. Where the tool changes that afterwards, the model is told so, too.
  stream: {
    keepsLastChunk: true,
    initial: () => ({ last: undefined }),
    add: (state, result) => {
      state.last = result;
    },
    isComplete: () => false,
    assemble: ({ last }) => last,
  },
});

function toolCallOf(args: readonly unknown[], given: unknown, name?: string): JsonRecord {
  return { name, given, input: args[0], options: args[1] };
}
