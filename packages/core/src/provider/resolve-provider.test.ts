import type { StainlessAdapter } from '../adapter';
import { Guard } from '../patch/guard';
import { isModelProvider, ProviderResolver } from './resolve-provider';

const guard = new Guard(() => undefined);
const adapter: StainlessAdapter = {
  provider: 'openai',
  module: { name: 'openai', versions: '*' },
  seam: { kind: 'stainless', clientExport: 'OpenAI' },
  providerOf: ({ classNames }) => (classNames.includes('AzureOpenAI') ? 'azure.ai.openai' : undefined),
  operations: [{ name: 'chat', target: { route: 'POST /' }, describeRequest: () => ({}), describeResponse: () => ({}) }],
};
class OpenAI {
  baseURL: unknown;
  constructor(baseURL: unknown) {
    this.baseURL = baseURL;
  }
}
class AzureOpenAI extends OpenAI {}
class MyAzure extends AzureOpenAI {}

const resolve = (client: object, map: ReadonlyMap<string, string> = new Map()) => new ProviderResolver(adapter, map, guard).resolve(client);

describe('ProviderResolver', () => {
  it.each<[string, string, string, number]>([
    ['https://api.openai.com/v1', 'openai', 'host', 443],
    ['https://eu.api.openai.com/v1', 'openai', 'host', 443],
    ['https://openrouter.ai/api/v1', 'openrouter', 'host', 443],
    ['https://api.x.ai/v1', 'x_ai', 'host', 443],
    ['https://bedrock-runtime.us-east-1.amazonaws.com', 'aws.bedrock', 'host', 443],
    ['https://us-central1-aiplatform.googleapis.com/v1', 'gcp.vertex_ai', 'host', 443],
    ['http://localhost:11434/v1', 'ollama', 'host', 11_434],
    ['http://127.0.0.1:8000/v1', 'openai', 'default', 8000],
    // A label boundary: this host belongs to somebody else.
    ['https://notapi.openai.com.evil.example/v1', 'openai', 'default', 443],
  ])('names %s', (baseURL, name, source, serverPort) => {
    expect(resolve(new OpenAI(baseURL))).toEqual({ name, source, serverAddress: new URL(baseURL).hostname, serverPort });
  });

  it('prefers the class to the host, also of a subclass', () => {
    expect(resolve(new MyAzure('https://api.openai.com/v1'))).toMatchObject({ name: 'azure.ai.openai', source: 'class' });
  });

  it('falls back to the host when the adapter throws', () => {
    const throwing: StainlessAdapter = {
      ...adapter,
      providerOf: () => {
        throw new Error('broken adapter');
      },
    };
    const client = new OpenAI('https://api.groq.com/openai/v1');
    expect(new ProviderResolver(throwing, new Map(), guard).resolve(client)).toMatchObject({ name: 'groq', source: 'host' });
  });

  it('prefers the map of the user to everything', () => {
    const map = new Map([['gateway.example:8443', 'litellm']]);
    expect(resolve(new AzureOpenAI('https://gateway.example:8443/v1'), map)).toMatchObject({ name: 'litellm', source: 'config' });
    expect(resolve(new OpenAI('https://gateway.example/v1'), map)).toMatchObject({ name: 'openai', source: 'default' });
  });

  it.each([undefined, 1, 'no url', ''])('leaves the server out when the base URL is %p', (baseURL) => {
    expect(resolve(new OpenAI(baseURL))).toEqual({ name: 'openai', source: 'default', serverAddress: undefined, serverPort: undefined });
  });

  it('asks again when the base URL of a client changes', () => {
    const resolver = new ProviderResolver(adapter, new Map(), guard);
    const client = new OpenAI('https://api.openai.com/v1');
    expect(resolver.resolve(client).name).toBe('openai');
    client.baseURL = 'https://api.groq.com/openai/v1';
    expect(resolver.resolve(client).name).toBe('groq');
  });
});

it.each([
  ['https://api.openai.com/v1/models', true],
  ['http://localhost:11434/api', true],
  ['http://llm.internal:8000/v1', true],
  ['http://llm.internal:9000/metrics', false],
  ['https://gateway.example', true],
  ['https://shop.example', false],
])('tells whether a model provider is at %s: %p', (url, expected) => {
  const map = new Map([
    ['llm.internal:8000', 'vllm'],
    ['gateway.example', 'litellm'],
  ]);
  expect(isModelProvider(new URL(url), map)).toBe(expected);
});
