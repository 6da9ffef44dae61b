/** `{ prompt }` of Mistral (`outputs`), DeepSeek (`choices`) and Cohere (`generations`). */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type JsonRecord,
  type OutputContent,
  type RequestInput,
  type StreamAssembly,
} from '@genspan/core/adapter';
import { describeUsage } from '@genspan/wire-formats/openai-usage';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { asTexts, describeCompletion, describePromptText } from './completion';
import { mapCohereReason } from './cohere-reason';

interface PromptState {
  readonly outputs: Map<number, { text: string; reason: string | undefined }>;
  usage: JsonRecord | undefined;
}

export const promptCompletion = {
  name: 'text_completion',
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    const choiceCount = asNumber(request.num_generations);
    return {
      maxTokens: asNumber(request.max_tokens),
      temperature: asNumber(request.temperature),
      topP: asNumber(request.top_p) ?? asNumber(request.p),
      topK: asNumber(request.top_k) ?? asNumber(request.k),
      stopSequences: asTexts(request.stop ?? request.stop_sequences),
      choiceCount: choiceCount === 1 ? undefined : choiceCount,
    };
  },
  describeInput: (body) => describePromptText(asRecord(body)?.prompt),
  describeResponse(value) {
    const response = asRecord(value) ?? {};
    const reasons = outputsOf(response).map(reasonOf);
    return {
      id: asString(response.id),
      model: asString(response.model),
      finishReasons: reasons.some((reason) => reason !== undefined) ? reasons.map((reason) => reason ?? 'error') : undefined,
      usage: describeUsage(response.usage),
    };
  },
  describeOutput: (value): OutputContent =>
    describeCompletion(outputsOf(asRecord(value) ?? {}).map((output) => ({ text: output.text, reason: reasonOf(output) }))),
  stream: {
    initial: () => ({ outputs: new Map(), usage: undefined }),
    add(state, value) {
      const chunk = asRecord(value);
      if (chunk === undefined) return;
      state.usage = asRecord(chunk.usage) === undefined ? state.usage : { ...asRecord(chunk.usage) };
      const outputs = outputsOf(chunk);
      // Cohere's chunks are outputs themselves.
      for (const output of outputs.length > 0 || chunk.text === undefined ? outputs : [chunk]) addOutput(state, output);
    },
    isComplete: ({ outputs }) => outputs.size > 0 && [...outputs.values()].every(({ reason }) => reason !== undefined),
    assemble: ({ outputs, usage }) => ({
      outputs: [...outputs].toSorted(([left], [right]) => left - right).map(([, { text, reason }]) => ({ text, stop_reason: reason })),
      usage,
    }),
  } satisfies StreamAssembly<PromptState, unknown>,
} satisfies WireFormat;

function addOutput(state: PromptState, output: JsonRecord): void {
  const index = asNumber(output.index) ?? 0;
  const known = state.outputs.get(index) ?? { text: '', reason: undefined };
  state.outputs.set(index, known);
  known.text += asString(output.text) ?? '';
  known.reason = asString(output.stop_reason) ?? asString(output.finish_reason) ?? known.reason;
}

function outputsOf(response: JsonRecord): JsonRecord[] {
  const outputs = asArray(response.outputs) ?? asArray(response.choices) ?? asArray(response.generations) ?? [];
  return outputs.map(asRecord).filter((output) => output !== undefined);
}

function reasonOf(output: JsonRecord): string | undefined {
  return mapCohereReason(output.stop_reason ?? output.finish_reason);
}
