/** An SDK whose calls are methods, for tests of the method seam: each chunk is a text, and the answer tells how many there were. */
import { defineOperation, type MethodAdapter, type MethodTarget, type Operation, type StreamAssembly } from '../src/adapter';

interface TextState {
  text: string;
  chunkCount: number;
}

const texts: StreamAssembly<TextState, string> = {
  initial: () => ({ text: '', chunkCount: 0 }),
  add(state, chunk) {
    state.text += chunk;
    state.chunkCount++;
  },
  isComplete: () => false,
  assemble: ({ text, chunkCount }) => ({ id: `${chunkCount}:${text}` }),
};

export function textOperation(target: MethodTarget, stream: Partial<StreamAssembly<TextState, string>> = {}): Operation<MethodTarget> {
  return defineOperation({
    name: 'chat',
    target,
    describeRequest: ({ body }) => ({ model: (body as { model?: string } | undefined)?.model }),
    describeResponse: (answer) => ({ id: (answer as { id?: string } | undefined)?.id }),
    stream: { ...texts, ...stream },
  });
}

export function methodAdapter(...[first, ...others]: readonly [MethodTarget, ...MethodTarget[]]): MethodAdapter {
  return {
    provider: 'texts',
    module: { name: 'texts', versions: '*' },
    seam: { kind: 'method' },
    operations: [textOperation(first), ...others.map((target) => textOperation(target))],
  };
}
