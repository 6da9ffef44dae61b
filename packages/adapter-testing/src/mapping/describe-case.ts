/** What an operation reads from a case. All that it is given is frozen, so that a change throws, or spoilt after it was read. */
import type { MappedOperation, MappingCase } from './mapping-case';

/** Without the fields that are `undefined`. */
export function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

export function describeCaseRequest(operation: MappedOperation, { request }: MappingCase): object {
  deepFreeze(request);
  const { route } = operation.target;
  if (route === undefined) return describeBody(operation, { body: readBody(operation, request) });
  const [method = '', path = ''] = route.replace('{}', 'id_1').split(' ');
  const body = method === 'GET' ? undefined : request;
  const query = method === 'GET' ? { ...(request as object | undefined) } : {};
  return describeBody(operation, { method, path, query, body });
}

/** What the describing functions are given of a command's input; a method's fixture is that already. */
export function readBody({ target }: MappedOperation, input: unknown): unknown {
  return target.command === undefined || target.bodyOf === undefined ? input : target.bodyOf(input);
}

function describeBody(operation: MappedOperation, request: Parameters<MappedOperation['describeRequest']>[0]): object {
  return asJson({
    request: operation.describeRequest(request),
    prompt: operation.describePrompt?.(request.body),
    input: operation.describeInput?.(request.body),
  });
}

export function describeAnswer(operation: MappedOperation, answer: unknown): object {
  deepFreeze(answer);
  return asJson({ response: operation.describeResponse(answer), output: operation.describeOutput?.(answer) });
}

export function assembleFrozen({ stream }: MappedOperation, chunks: readonly unknown[]): unknown {
  const state = stream?.initial();
  for (const chunk of chunks) stream?.add(state, deepFreeze(structuredClone(chunk)));
  return stream?.assemble(state);
}

/** The answer as it is read for an application that spoils each chunk it was given. */
export function assembleSpoilt({ stream }: MappedOperation, chunks: readonly unknown[]): unknown {
  const state = stream?.initial();
  for (const [index, chunk] of chunks.entries()) {
    const own = structuredClone(chunk);
    stream?.add(state, own);
    const isAnswer = stream?.keepsLastChunk === true && index === chunks.length - 1;
    if (!isAnswer) spoil(own);
  }
  return stream?.assemble(state);
}

interface StreamStep {
  readonly isComplete: boolean | undefined;
  readonly answer: object;
}

/** What is known before the first chunk and after each. */
export function followStream(operation: MappedOperation, chunks: readonly unknown[]): StreamStep[] {
  const { stream } = operation;
  return Array.from({ length: chunks.length + 1 }, (_step, count) => {
    // From the start for each step: an assembled answer, which is frozen, may share parts with its state.
    const state = stream?.initial();
    for (const chunk of chunks.slice(0, count)) stream?.add(state, chunk);
    return { isComplete: stream?.isComplete(state), answer: describeAnswer(operation, stream?.assemble(state)) };
  });
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    spoil(Reflect.get(value, key));
    Reflect.set(value, key, 'spoilt');
  }
}
