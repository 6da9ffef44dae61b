/** InvokeFlow: a flow of nodes that runs at AWS. The conventions have no flow of a provider's; as an agent it is one that is asked and answers. */
import {
  asArray,
  asRecord,
  asString,
  type CommandTarget,
  copyJson,
  defineOperation,
  type JsonRecord,
  type Message,
  type MessagePart,
  type Operation,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeFailure, exceptionOf } from './failure';

interface FlowState {
  /** Documents of output nodes, and of nodes that ask for more input. */
  readonly documents: unknown[];
  completionReason: string | undefined;
  failure: JsonRecord | undefined;
}

/** Of an ARN what follows the account: `flow/F1`. */
const flowArn = /^arn:[\w-]+:bedrock:[\w-]*:\d*:flow\/([^/]+)/;

export const invokeFlow: Operation<CommandTarget> = defineOperation<FlowState, unknown, CommandTarget>({
  name: 'invoke_agent',
  target: { command: 'InvokeFlowCommand' },
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    const flow = asString(request.flowIdentifier);
    return {
      agentId: flow === undefined ? undefined : (flowArn.exec(flow)?.[1] ?? flow),
      conversationId: asString(request.executionId),
      stream: true,
    };
  },
  describeInput(body) {
    const documents = (asArray(asRecord(body)?.inputs) ?? []).map((input) => asRecord(asRecord(input)?.content)?.document);
    const messages = documents.flatMap((document) => describeDocument('user', document));
    return { messages: messages.length > 0 ? messages : undefined };
  },
  describeResponse(value) {
    const answer = asRecord(value);
    const reason = asString(answer?.completionReason);
    return {
      finishReasons: reason === undefined ? undefined : [reason === 'SUCCESS' ? 'stop' : reason],
      failure: describeFailure(answer?.failure),
    };
  },
  describeOutput(value) {
    const messages = (asArray(asRecord(value)?.documents) ?? []).flatMap((document) => describeDocument('assistant', document));
    return { messages: messages.length > 0 ? messages : undefined };
  },
  stream: {
    field: 'responseStream',
    initial: () => ({ documents: [], completionReason: undefined, failure: undefined }),
    add(state, value) {
      const event = asRecord(value) ?? {};
      const said = asRecord(event.flowOutputEvent) ?? asRecord(event.flowMultiTurnInputRequestEvent);
      if (said !== undefined) state.documents.push(copyJson(asRecord(said.content)?.document));
      state.completionReason = asString(asRecord(event.flowCompletionEvent)?.completionReason) ?? state.completionReason;
      state.failure = exceptionOf(event) ?? state.failure;
    },
    isComplete: (state) => state.completionReason !== undefined || state.failure !== undefined,
    assemble: (state) => state,
  },
});

/** A text, or anything that JSON can say. */
function describeDocument(role: string, document: unknown): Message[] {
  if (document === undefined) return [];
  const part: MessagePart =
    typeof document === 'string' ? { type: 'text', content: document } : { type: 'document', document: copyJson(document) };
  return [{ role, parts: [part] }];
}
