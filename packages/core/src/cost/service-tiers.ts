import type { ProviderName } from '../facts';

/** Names under which providers report, or callers ask for, what the list price is for. */
const standard: ReadonlySet<string> = new Set(['standard', 'standard_only', 'default', 'auto', 'on_demand']);

/** Only tiers whose price is one public factor for all models: OpenAI's and Anthropic's `priority` is not. */
const factors: ReadonlyMap<string, number> = new Map([
  ['openai batch', 0.5],
  ['openai flex', 0.5],
  ['azure.ai.openai batch', 0.5],
  ['anthropic batch', 0.5],
  ['aws.bedrock batch', 0.5],
  ['aws.bedrock flex', 0.5],
  ['aws.bedrock priority', 1.75],
  ['groq batch', 0.5],
  // Flex at Groq is cheaper in rate limits, not in price.
  ['groq flex', 1],
  ['mistral_ai batch', 0.5],
]);

/** By what the standard price is to be multiplied; `undefined` when that is not known. */
export function serviceTierFactor(provider: ProviderName, serviceTier: string | undefined): number | undefined {
  if (serviceTier === undefined || standard.has(serviceTier)) return 1;
  return factors.get(`${provider} ${serviceTier}`);
}
