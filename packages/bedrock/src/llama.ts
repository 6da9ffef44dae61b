/** Meta's Llama: `{ prompt, max_gen_len }`. */
import { asNumber, asRecord, asString, type RequestInput, type StreamAssembly } from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { describeCompletion, describePromptText } from './completion';

interface LlamaState {
  generation: string | undefined;
  stopReason: string | undefined;
  promptTokens: number | undefined;
  generationTokens: number | undefined;
}

export const llama = {
  name: 'text_completion',
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    return { maxTokens: asNumber(request.max_gen_len), temperature: asNumber(request.temperature), topP: asNumber(request.top_p) };
  },
  describeInput: (body) => describePromptText(asRecord(body)?.prompt),
  describeResponse(value) {
    const response = asRecord(value) ?? {};
    const inputTokens = asNumber(response.prompt_token_count);
    const stopReason = asString(response.stop_reason);
    return {
      finishReasons: stopReason === undefined ? undefined : [stopReason],
      usage: inputTokens === undefined ? undefined : { inputTokens, outputTokens: asNumber(response.generation_token_count) },
    };
  },
  describeOutput(value) {
    const response = asRecord(value) ?? {};
    const text = asString(response.generation);
    return describeCompletion(text === undefined ? [] : [{ text, reason: asString(response.stop_reason) }]);
  },
  stream: {
    initial: () => ({ generation: undefined, stopReason: undefined, promptTokens: undefined, generationTokens: undefined }),
    add(state, value) {
      const chunk = asRecord(value);
      const text = asString(chunk?.generation);
      if (text !== undefined) state.generation = (state.generation ?? '') + text;
      state.stopReason = asString(chunk?.stop_reason) ?? state.stopReason;
      // The prompt is counted in the first chunk only; of the answer each chunk tells the count so far.
      state.promptTokens = asNumber(chunk?.prompt_token_count) ?? state.promptTokens;
      state.generationTokens = asNumber(chunk?.generation_token_count) ?? state.generationTokens;
    },
    isComplete: (state) => state.stopReason !== undefined,
    assemble: (state) => ({
      generation: state.generation,
      stop_reason: state.stopReason,
      prompt_token_count: state.promptTokens,
      // Half an answer's count is not its count.
      generation_token_count: state.stopReason === undefined ? undefined : state.generationTokens,
    }),
  } satisfies StreamAssembly<LlamaState, unknown>,
} satisfies WireFormat;
