/** What the SDK's methods are given, in the form of the REST call. */
import { asRecord } from '@genspan/core/adapter';
import type { GeminiRequest } from '@genspan/wire-formats/gemini';

/** `{ model, contents, config }`: the configuration holds what the REST call has beside its contents. */
export function contentRequest([params]: readonly unknown[]): GeminiRequest {
  const { model, contents, config } = asRecord(params) ?? {};
  const { systemInstruction, tools, serviceTier } = asRecord(config) ?? {};
  return { model, contents, systemInstruction, tools, serviceTier, generationConfig: config };
}

export function contentStreamRequest(args: readonly unknown[]): GeminiRequest {
  return { ...contentRequest(args), stream: true };
}

export function embeddingsRequest([params]: readonly unknown[]): unknown {
  const { model, config } = asRecord(params) ?? {};
  return { model, outputDimensionality: asRecord(config)?.outputDimensionality };
}

export function signalOf([params]: readonly unknown[]): AbortSignal | undefined {
  const signal = asRecord(asRecord(params)?.config)?.abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}
