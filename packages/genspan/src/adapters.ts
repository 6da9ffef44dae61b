import type { ProviderAdapter } from '@genspan/core/adapter';

/** One supported SDK. What the hook needs is here, so that an adapter is loaded only when its SDK is. */
export interface AdapterEntry {
  /** Package of the SDK. */
  readonly moduleName: string;
  /** Entry points beside the main one that may be loaded alone. */
  readonly subpaths?: readonly string[];
  load(): ProviderAdapter;
}

/** The one list of providers. */
export const adapters: readonly AdapterEntry[] = [
  {
    moduleName: 'openai',
    subpaths: ['client'],
    load: () => (require('@genspan/openai/adapter') as typeof import('@genspan/openai/adapter')).openaiAdapter,
  },
  {
    moduleName: '@anthropic-ai/sdk',
    subpaths: ['client'],
    load: () => (require('@genspan/anthropic/adapter') as typeof import('@genspan/anthropic/adapter')).anthropicAdapter,
  },
  {
    moduleName: 'groq-sdk',
    subpaths: ['client'],
    load: () => (require('@genspan/groq/adapter') as typeof import('@genspan/groq/adapter')).groqAdapter,
  },
  {
    moduleName: 'together-ai',
    subpaths: ['client'],
    load: () => (require('@genspan/together/adapter') as typeof import('@genspan/together/adapter')).togetherAdapter,
  },
  {
    moduleName: '@cerebras/cerebras_cloud_sdk',
    load: () => (require('@genspan/cerebras/adapter') as typeof import('@genspan/cerebras/adapter')).cerebrasAdapter,
  },
  {
    moduleName: '@google/genai',
    load: () => (require('@genspan/google-genai/adapter') as typeof import('@genspan/google-genai/adapter')).googleGenaiAdapter,
  },
  {
    moduleName: '@aws-sdk/client-bedrock-runtime',
    load: () => (require('@genspan/bedrock/adapter') as typeof import('@genspan/bedrock/adapter')).bedrockAdapter,
  },
  {
    moduleName: '@aws-sdk/client-bedrock-agent-runtime',
    load: () => (require('@genspan/bedrock-agent/adapter') as typeof import('@genspan/bedrock-agent/adapter')).bedrockAgentAdapter,
  },
];
