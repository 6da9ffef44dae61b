import type { ProviderName } from '@genspan/core/adapter';

/** What a model calls its provider (`google.vertex.chat`), by how it begins; the longer beginnings come first. */
const names: readonly (readonly [start: string, provider: ProviderName])[] = [
  ['amazon-bedrock', 'aws.bedrock'],
  ['bedrock', 'aws.bedrock'],
  ['azure', 'azure.ai.openai'],
  ['google.vertex', 'gcp.vertex_ai'],
  ['google-vertex', 'gcp.vertex_ai'],
  ['vertex', 'gcp.vertex_ai'],
  ['google', 'gcp.gemini'],
  ['mistral', 'mistral_ai'],
  ['xai', 'x_ai'],
  ['moonshotai', 'moonshot_ai'],
  ['togetherai', 'together_ai'],
  ['fireworks', 'fireworks_ai'],
  ['gateway', 'vercel'],
];

/** Of a model's `provider`: the name of the conventions, else the part before the first dot (`openai.chat`). */
export function nameProvider(provider: string | undefined): ProviderName | undefined {
  if (provider === undefined || provider === '') return undefined;
  const known = names.find(([start]) => provider.startsWith(start) && /^(?:$|[^a-z])/.test(provider.slice(start.length)));
  return known?.[1] ?? provider.split('.')[0];
}
