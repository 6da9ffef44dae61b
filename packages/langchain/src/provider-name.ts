/** What LangChain calls a provider (`ls_provider`), in the conventions' names. */
const names: Readonly<Record<string, string>> = {
  openai: 'openai',
  cohere: 'cohere',
  deepseek: 'deepseek',
  groq: 'groq',
  ollama: 'ollama',
  perplexity: 'perplexity',
  azure: 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  anthropic: 'anthropic',
  amazon_bedrock: 'aws.bedrock',
  bedrock: 'aws.bedrock',
  google_genai: 'gcp.gemini',
  'google-genai': 'gcp.gemini',
  google: 'gcp.gemini',
  google_vertexai: 'gcp.vertex_ai',
  vertexai: 'gcp.vertex_ai',
  mistral: 'mistral_ai',
  mistralai: 'mistral_ai',
  xai: 'x_ai',
  watsonx: 'ibm.watsonx.ai',
  together: 'together_ai',
  fireworks: 'fireworks_ai',
  moonshot: 'moonshot_ai',
};

/** One that the conventions lack keeps its name, in lower case; `undefined` where it is none. */
export function mapProviderName(provider: string | undefined): string | undefined {
  const key = provider?.toLowerCase();
  return key === undefined ? undefined : Object.hasOwn(names, key) ? names[key] : key;
}

/** Of a class (`langchain/llms/openai/OpenAI`), where the model does not tell its provider; other models have names of their own there. */
export function providerOfClass(classPath: readonly unknown[]): string | undefined {
  const [, , name] = classPath;
  return typeof name === 'string' && Object.hasOwn(names, name) ? names[name] : undefined;
}
