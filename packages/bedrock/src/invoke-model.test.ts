import type { CommandTarget, Operation } from '@genspan/core/adapter';
import { bedrockAdapter } from './adapter';
import { maxParsedBytes } from './decode-body';

const claude = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 7, messages: [{ role: 'user', content: 'hi' }] };

/** The operation that core would choose, with the body that it would give it. */
function choose(input: object): { readonly operation: Operation<CommandTarget>; readonly body: unknown } {
  for (const operation of bedrockAdapter.operations) {
    const { command, bodyOf, accepts } = operation.target;
    const body = bodyOf?.(input) ?? input;
    if (command === 'InvokeModelCommand' && accepts?.(body) === true) return { operation, body };
  }
  throw new Error('no operation accepts it');
}

function describeRequest(input: object): object {
  const { operation, body } = choose(input);
  return { name: operation.name, ...operation.describeRequest({ body }) };
}

describe('InvokeModel', () => {
  const text = JSON.stringify(claude);
  const bytes = new TextEncoder().encode(text);

  it.each<[string, unknown]>([
    ['a text', text],
    ['bytes', bytes],
    ['a Buffer', Buffer.from(text)],
    ['an ArrayBuffer', bytes.buffer],
    ['a part of a larger buffer', new Uint8Array([...new Uint8Array(8), ...bytes]).subarray(8)],
    ['a view of another kind', new DataView(bytes.buffer)],
  ])('reads a body that is %s, and leaves it as it is', (_name, body) => {
    const before = structuredClone(body);
    expect(describeRequest({ modelId: 'anthropic.claude-3-haiku-20240307-v1:0', body })).toMatchObject({ name: 'chat', maxTokens: 7 });
    expect(body).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['a Blob, which cannot be read at once', new Blob([text])],
    ['a stream', new Blob([text]).stream()],
    ['no JSON', 'hello'],
    ['no object', '[1]'],
    ['half a JSON text', text.slice(0, 20)],
    ['missing', undefined],
    ['longer than is parsed on the path of the application', JSON.stringify({ ...claude, system: 'x'.repeat(maxParsedBytes) })],
  ])('knows the model of a body that is %s, and nothing else', (_name, body) => {
    const facts = describeRequest({ modelId: 'eu.anthropic.claude-3-haiku-20240307-v1:0', body });
    expect(facts).toEqual({ name: 'chat', model: 'eu.anthropic.claude-3-haiku-20240307-v1:0' });
  });

  it('tells of a prompt that it does not read how long it is', () => {
    const { operation, body } = choose({ modelId: 'anthropic.claude-v2', body: 'x'.repeat(maxParsedBytes + 1) });
    const part = { type: 'unread_body', byte_length: maxParsedBytes + 1 };
    expect(operation.describeInput?.(body)).toEqual({ messages: [{ role: 'user', parts: [part] }] });
  });

  it.each([
    ['global.anthropic.claude-opus-4-5-20251101-v1:0', 'chat'],
    ['us-gov.anthropic.claude-3-haiku-20240307-v1:0', 'chat'],
    ['amazon.nova-micro-v1:0', 'chat'],
    ['amazon.nova-canvas-v1:0', 'generate_content'],
    ['amazon.titan-image-generator-v2:0', 'generate_content'],
    ['amazon.titan-text-lite-v1', 'text_completion'],
    ['amazon.titan-embed-text-v1', 'embeddings'],
    ['cohere.embed-multilingual-v3', 'embeddings'],
    ['cohere.command-r-v1:0', 'chat'],
    ['us.meta.llama4-scout-17b-instruct-v1:0', 'text_completion'],
    ['amazon.rerank-v1:0', 'rerank'],
    ['stability.stable-image-ultra-v1:1', 'generate_content'],
    ['ai21.jamba-1-5-large-v1:0', 'chat'],
  ])('knows the kind of %s by its name alone', (modelId, name) => {
    expect(choose({ modelId, body: new Blob([]) }).operation.name).toBe(name);
  });

  it.each<[string, object, string]>([
    ['Claude', claude, 'chat'],
    ['Nova', { messages: [], inferenceConfig: {} }, 'chat'],
    ['Titan', { inputText: 'a', textGenerationConfig: {} }, 'text_completion'],
    ['embeddings', { inputText: 'a', dimensions: 256 }, 'embeddings'],
    ['Llama', { prompt: 'a', max_gen_len: 5 }, 'text_completion'],
    ['OpenAI', { messages: [] }, 'chat'],
    ['nobody', { oracle: 'a' }, 'generate_content'],
  ])('knows the format of %s by the body where an ARN names no model', (_name, json, name) => {
    const modelId = 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/p1';
    expect(describeRequest({ modelId, body: JSON.stringify(json) })).toMatchObject({ name, model: 'provisioned-model/p1' });
  });

  it('reads tokens from the headers that Bedrock adds, where they are counts', () => {
    const { operation } = choose({ modelId: 'mistral.mistral-7b-instruct-v0:2', body: '{"prompt":"a"}' });
    const headers = { 'x-amzn-bedrock-input-token-count': '12', 'x-amzn-bedrock-output-token-count': '34' };
    expect(operation.describeHeaders?.(headers)).toEqual({ inputTokens: 12, outputTokens: 34 });
    expect(operation.describeHeaders?.({ ...headers, 'x-amzn-bedrock-input-token-count': 'many' })).toBeUndefined();
    expect(operation.describeHeaders?.({})).toBeUndefined();
  });
});
