/** Amazon's Titan text models: `{ inputText, textGenerationConfig }`. */
import { asArray, asNumber, asRecord, asString, type JsonRecord, type RequestInput, type StreamAssembly } from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { asTexts, describeCompletion, describePromptText } from './completion';

interface TitanState {
  text: string;
  completionReason: string | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

export const titanText = {
  name: 'text_completion',
  describeRequest({ body }: RequestInput) {
    const config = asRecord(asRecord(body)?.textGenerationConfig) ?? {};
    return {
      maxTokens: asNumber(config.maxTokenCount),
      temperature: asNumber(config.temperature),
      topP: asNumber(config.topP),
      stopSequences: asTexts(config.stopSequences),
    };
  },
  describeInput: (body) => describePromptText(asRecord(body)?.inputText),
  describeResponse(value) {
    const response = asRecord(value) ?? {};
    const results = resultsOf(response);
    const reasons = results.map(({ completionReason }) => mapReason(completionReason)).filter((reason) => reason !== undefined);
    const inputTokens = asNumber(response.inputTextTokenCount);
    return {
      finishReasons: reasons.length > 0 ? reasons : undefined,
      usage: inputTokens === undefined ? undefined : { inputTokens, outputTokens: countOutput(results) },
    };
  },
  describeOutput: (value) =>
    describeCompletion(
      resultsOf(asRecord(value) ?? {}).map(({ outputText, completionReason }) => ({
        text: outputText,
        reason: mapReason(completionReason),
      })),
    ),
  stream: {
    initial: () => ({ text: '', completionReason: undefined, inputTokens: undefined, outputTokens: undefined }),
    add(state, value) {
      const chunk = asRecord(value);
      state.text += asString(chunk?.outputText) ?? '';
      state.completionReason = asString(chunk?.completionReason) ?? state.completionReason;
      state.inputTokens = asNumber(chunk?.inputTextTokenCount) ?? state.inputTokens;
      state.outputTokens = asNumber(chunk?.totalOutputTextTokenCount) ?? state.outputTokens;
    },
    isComplete: (state) => state.completionReason !== undefined,
    assemble: ({ text, completionReason, inputTokens, outputTokens }) => ({
      inputTextTokenCount: inputTokens,
      results: text === '' && completionReason === undefined ? [] : [{ outputText: text, completionReason, tokenCount: outputTokens }],
    }),
  } satisfies StreamAssembly<TitanState, unknown>,
} satisfies WireFormat;

function resultsOf(response: JsonRecord): JsonRecord[] {
  return (asArray(response.results) ?? []).map(asRecord).filter((result) => result !== undefined);
}

function countOutput(results: readonly JsonRecord[]): number | undefined {
  const counts = results.map(({ tokenCount }) => asNumber(tokenCount)).filter((count) => count !== undefined);
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

function mapReason(value: unknown): string | undefined {
  const reason = asString(value);
  switch (reason) {
    case 'FINISH':
    case 'STOP_CRITERIA_MET':
      return 'stop';
    case 'LENGTH':
      return 'length';
    case 'CONTENT_FILTERED':
      return 'content_filter';
    default:
      return reason;
  }
}
