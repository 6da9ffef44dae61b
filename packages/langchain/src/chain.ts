/** Runs of chains, graphs, their nodes and agents: which of them are calls, and what is told of them. */
import {
  asArray,
  asRecord,
  asString,
  defineOperation,
  type EventTarget,
  type InputContent,
  type JsonRecord,
  type Message,
  type Operation,
  type OperationName,
  type OutputContent,
  type RequestFacts,
} from '@genspan/core/adapter';
import { describeMessage, describeUnknown, isMessage } from './messages';
import { conversationIdOf, type RunBody } from './run-body';

export interface ChainBody extends RunBody {
  readonly inputs: unknown;
}

function chainOperation(name: OperationName, event: string): Operation<EventTarget> {
  return defineOperation({
    name,
    target: { event },
    isInProcess: true,
    describeRequest: ({ body }): RequestFacts => {
      const { name: agentName, metadata } = (asRecord(body) ?? {}) as Partial<ChainBody>;
      return { agentName: asString(agentName), conversationId: conversationIdOf(metadata) };
    },
    describeInput: (body): InputContent => ({ messages: describeValue(asRecord(body)?.inputs, 'user') }),
    describeResponse: () => ({}),
    describeOutput: (outputs): OutputContent => {
      // The state of a graph ends with what it has come to, after the messages it began with.
      const messages = describeValue(outputs, 'assistant');
      return { messages: messages?.slice(-1) };
    },
  });
}

export const agent = chainOperation('invoke_agent', 'agent');
export const graph = chainOperation('invoke_workflow', 'graph');
export const node = chainOperation('invoke_workflow', 'graph node');
export const chain = chainOperation('invoke_workflow', 'chain');
export const parser = chainOperation('invoke_workflow', 'failed output parser');

/** What is wrapped deeper is told as it is: a list may hold itself. */
const maxWraps = 4;

/** Chains take and give texts, messages, lists of them, or objects with such fields; nodes give commands, too. */
function describeValue(value: unknown, role: string, wraps = 0): Message[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return [{ role, parts: [{ type: 'text', content: value }] }];
  if (isMessage(value)) return [describeMessage(value)];
  const list = asArray(value) ?? asArray(asRecord(value)?.messages);
  if (list !== undefined && list.length > 0 && list.every(isMessage)) return list.map(describeMessage);
  const wrapped = wraps < maxWraps ? unwrap(list, asRecord(value) ?? {}) : undefined;
  return wrapped === undefined ? [{ role, parts: [describeUnknown('json', { value })] }] : describeValue(wrapped, role, wraps + 1);
}

function unwrap(list: readonly unknown[] | undefined, fields: JsonRecord): unknown {
  if (list?.length === 1) return list[0];
  if (fields.lg_name === 'Command') return fields.update;
  // So is a text told that is no object.
  return Object.keys(fields).length === 1 ? (fields.input ?? fields.output) : undefined;
}
