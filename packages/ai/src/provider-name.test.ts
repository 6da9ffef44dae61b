import { nameProvider } from './provider-name';

test.each([
  ['openai.chat', 'openai'],
  ['openai.responses', 'openai'],
  ['azure-openai.chat', 'azure.ai.openai'],
  ['azure.responses', 'azure.ai.openai'],
  ['anthropic.messages', 'anthropic'],
  ['amazon-bedrock', 'aws.bedrock'],
  ['bedrock.anthropic.messages', 'aws.bedrock'],
  ['google.generative-ai', 'gcp.gemini'],
  ['google.vertex.chat', 'gcp.vertex_ai'],
  ['vertex.anthropic.messages', 'gcp.vertex_ai'],
  ['mistral.chat', 'mistral_ai'],
  ['xai.chat', 'x_ai'],
  ['togetherai.chat', 'together_ai'],
  ['gateway', 'vercel'],
  ['groq.chat', 'groq'],
  ['my-provider.chat', 'my-provider'],
  // None that is known, although it begins like one.
  ['azurite.chat', 'azurite'],
  ['', undefined],
  [undefined, undefined],
])('%p is %p', (provider, name) => {
  expect(nameProvider(provider)).toBe(name);
});
