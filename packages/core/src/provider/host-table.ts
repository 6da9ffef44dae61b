import type { ProviderName } from '../facts';

/**
 * Hosts of OpenAI-compatible and other model APIs. A name matches the host itself and everything below it, at a label boundary
 * (`api.openai.com`, `eu.api.openai.com`, not `notapi.openai.com`). Values the conventions know come first, custom ones after.
 */
const suffixes: readonly (readonly [host: string, provider: ProviderName])[] = [
  ['api.openai.com', 'openai'],
  ['openai.azure.com', 'azure.ai.openai'],
  ['cognitiveservices.azure.com', 'azure.ai.openai'],
  ['services.ai.azure.com', 'azure.ai.inference'],
  ['models.ai.azure.com', 'azure.ai.inference'],
  ['models.inference.ai.azure.com', 'azure.ai.inference'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'gcp.gemini'],
  ['aiplatform.googleapis.com', 'gcp.vertex_ai'],
  ['api.groq.com', 'groq'],
  ['api.mistral.ai', 'mistral_ai'],
  ['codestral.mistral.ai', 'mistral_ai'],
  ['api.deepseek.com', 'deepseek'],
  ['api.x.ai', 'x_ai'],
  ['api.perplexity.ai', 'perplexity'],
  ['api.cohere.com', 'cohere'],
  ['api.cohere.ai', 'cohere'],
  ['ml.cloud.ibm.com', 'ibm.watsonx.ai'],
  ['api.moonshot.ai', 'moonshot_ai'],
  ['api.moonshot.cn', 'moonshot_ai'],
  ['models.github.ai', 'github'],
  ['openrouter.ai', 'openrouter'],
  ['api.together.xyz', 'together_ai'],
  ['api.together.ai', 'together_ai'],
  ['api.fireworks.ai', 'fireworks_ai'],
  ['api.cerebras.ai', 'cerebras'],
  ['api.sambanova.ai', 'sambanova'],
  ['integrate.api.nvidia.com', 'nvidia'],
  ['api.deepinfra.com', 'deepinfra'],
  ['router.huggingface.co', 'huggingface'],
  ['api.hyperbolic.xyz', 'hyperbolic'],
  ['api.novita.ai', 'novita'],
  ['ai-gateway.vercel.sh', 'vercel'],
  ['dashscope.aliyuncs.com', 'alibaba_cloud'],
  ['dashscope-intl.aliyuncs.com', 'alibaba_cloud'],
  ['api.portkey.ai', 'portkey'],
  ['databricks.com', 'databricks'],
  ['azuredatabricks.net', 'databricks'],
];

const patterns: readonly (readonly [host: RegExp, provider: ProviderName])[] = [
  [/^bedrock(-runtime|-mantle)?[.-].*\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/, 'aws.bedrock'],
  [/-aiplatform\.googleapis\.com$/, 'gcp.vertex_ai'],
];

/** Of the local servers only Ollama has a port that nothing else uses by default. */
const ollamaPort = 11434;

export function providerOfHost(host: string, port: number | undefined): ProviderName | undefined {
  if (port === ollamaPort) return 'ollama';
  const name = host.toLowerCase();
  for (const [suffix, provider] of suffixes) {
    if (name === suffix || name.endsWith(`.${suffix}`)) return provider;
  }
  return patterns.find(([pattern]) => pattern.test(name))?.[1];
}
