import { endAttributes, endedCall, failedOutcome, fullCall, redactedContent, startAttributes, startedCall } from '../../test/recorded-call';
import { addEndAttributes, addStartAttributes, spanName } from './attributes';
import type { EndedCall, StartedCall } from './recorder';

function atStart(call: StartedCall) {
  const attributes = {};
  addStartAttributes(attributes, call);
  return attributes;
}

function atEnd(call: EndedCall) {
  const attributes = {};
  addEndAttributes(attributes, call);
  return attributes;
}

describe('span name', () => {
  test.each([
    ['chat gpt-5', startedCall()],
    ['chat', startedCall({ request: {} })],
    ['embeddings text-embedding-3-small', startedCall({ operation: 'embeddings', request: { model: 'text-embedding-3-small' } })],
    ['retrieval vs_1', startedCall({ operation: 'retrieval', request: { model: 'm', dataSourceId: 'vs_1' } })],
    ['create_agent support', startedCall({ operation: 'create_agent', request: { model: 'm', agentName: 'support' } })],
    ['retrieval', startedCall({ operation: 'retrieval', request: {} })],
    ['fetch_response', startedCall({ operation: 'fetch_response', request: { model: 'gpt-5', responseId: 'resp_1' } })],
  ])('is %s', (name, call) => {
    expect(spanName(call)).toBe(name);
  });
});

describe('at the start', () => {
  test('what a sampler decides by is there and nothing else', () => {
    expect(atStart(fullCall())).toEqual({ ...startAttributes, 'gen_ai.data_source.id': 'vs_1', 'gen_ai.agent.name': 'support' });
  });

  test('a port without an address says nothing', () => {
    const { 'server.address': _address, 'server.port': _port, ...others } = startAttributes;
    expect(atStart(startedCall({ serverAddress: undefined, serverPort: 443 }))).toEqual(others);
  });

  test('attributes of the scope come along, and facts of the call win over them', () => {
    const call = startedCall({ scopeAttributes: { 'user.id': 'u1', 'gen_ai.prompt.name': 'greeting', 'gen_ai.provider.name': 'scope' } });
    expect(atStart(call)).toEqual({ ...startAttributes, 'user.id': 'u1', 'gen_ai.prompt.name': 'greeting' });
  });
});

describe('at the end', () => {
  test('a plain call has its response, usage and outcome; what is unknown is absent', () => {
    expect(atEnd(endedCall())).toEqual(endAttributes);
  });

  test('every fact there is becomes an attribute', () => {
    expect(atEnd(fullCall())).toEqual({
      'gen_ai.request.stream': true,
      'gen_ai.request.max_tokens': 512,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.top_k': 40,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.seed': 7,
      'gen_ai.request.frequency_penalty': 0.1,
      'gen_ai.request.presence_penalty': 0.2,
      'gen_ai.request.choice.count': 2,
      'gen_ai.output.type': 'json',
      'gen_ai.request.reasoning.level': 'high',
      'gen_ai.request.previous_response.id': 'resp_0',
      'gen_ai.request.encoding_formats': ['float'],
      'gen_ai.retrieval.top_k': 5,
      'aws.bedrock.guardrail.id': 'gr-1',
      'genspan.guardrail.version': '2',
      'aws.bedrock.knowledge_base.id': 'kb-1',
      'gen_ai.request.stream_cursor': '12',
      'openai.api.type': 'responses',
      'openai.request.service_tier': 'flex',
      'gen_ai.response.id': 'resp_1',
      'gen_ai.response.model': 'gpt-5-2026',
      'gen_ai.response.finish_reasons': ['stop', 'length'],
      'gen_ai.response.status': 'completed',
      'gen_ai.agent.id': 'agent_1',
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.conversation.id': 'conv_1',
      'gen_ai.conversation.compacted': true,
      'gen_ai.embeddings.dimension.count': 256,
      'openai.response.service_tier': 'default',
      'openai.response.system_fingerprint': 'fp_1',
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 60,
      'gen_ai.usage.cache_read.input_tokens': 30,
      'gen_ai.usage.cache_write.input_tokens': 10,
      'gen_ai.usage.reasoning.output_tokens': 15,
      'gen_ai.usage.text.input_tokens': 50,
      'gen_ai.usage.image.input_tokens': 20,
      'gen_ai.usage.audio.input_tokens': 10,
      'gen_ai.usage.text.output_tokens': 40,
      'gen_ai.usage.image.output_tokens': 8,
      'gen_ai.usage.audio.output_tokens': 12,
      'gen_ai.usage.audio.cache_read.input_tokens': 4,
      'gen_ai.usage.cost': 0.003,
      'genspan.cost.source': 'genai-prices@0.1.8',
      'genspan.cost.input_usd': 0.001,
      'genspan.cost.output_usd': 0.002,
      'genspan.provider.source': 'host',
      'genspan.outcome': 'completed',
      'http.request.resend_count': 1,
      'http.response.status_code': 200,
      'genspan.prompt.fingerprint': '9c56cc51b374c3ba',
      'genspan.prompt.fingerprint.unstable': true,
      'genspan.config.hash': '2c26b46b68ffc68f',
      'genspan.input.hash': 'sha256:in',
      'genspan.output.hash': 'sha256:out',
      'genspan.content.truncated': true,
    });
  });

  test('content dropped says why', () => {
    expect(atEnd(endedCall({ content: { mode: 'redacted', dropped: 'deadline' } }))).toEqual({
      ...endAttributes,
      'genspan.content.dropped': 'deadline',
    });
  });

  test('text of messages is never among them, whatever was captured', () => {
    const expected = { ...endAttributes, 'genspan.input.hash': 'sha256:in', 'genspan.output.hash': 'sha256:out' };
    expect(atEnd(endedCall({ content: redactedContent }))).toEqual(expected);
  });

  test('one choice and the tier auto are what no request needs to say', () => {
    expect(atEnd(endedCall({ request: { model: 'gpt-5', choiceCount: 1, serviceTier: 'auto' } }))).toEqual(endAttributes);
  });

  test('a service tier outside the OpenAI dialects has a name of our own', () => {
    const call = endedCall({
      provider: 'anthropic',
      request: { model: 'claude-sonnet-5', serviceTier: 'auto' },
      response: { serviceTier: 'priority', systemFingerprint: 'fp' },
    });
    expect(atEnd(call)).toEqual({
      'genspan.request.service_tier': 'auto',
      'genspan.response.service_tier': 'priority',
      'genspan.usage.missing': 'not_reported',
      'genspan.provider.source': 'host',
      'genspan.outcome': 'completed',
      'http.response.status_code': 200,
    });
  });

  test('another provider in an OpenAI dialect uses the OpenAI names', () => {
    const request = { model: 'llama-4', openaiApiType: 'chat_completions', serviceTier: 'flex' } as const;
    expect(atEnd(endedCall({ provider: 'groq', request }))).toEqual({
      ...endAttributes,
      'openai.api.type': 'chat_completions',
      'openai.request.service_tier': 'flex',
    });
  });

  test('a fetched response tells its id, status and reasons, and neither usage nor cost', () => {
    const call = endedCall({
      operation: 'fetch_response',
      request: { responseId: 'resp_1', streamCursor: '12' },
      response: { model: 'gpt-5-2026', status: 'completed', finishReasons: ['stop'], usage: { inputTokens: 100, outputTokens: 20 } },
      cost: { totalUsd: 1, source: 'override' },
    });
    expect(atEnd(call)).toEqual({
      'gen_ai.request.stream_cursor': '12',
      'gen_ai.response.id': 'resp_1',
      'gen_ai.response.model': 'gpt-5-2026',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.response.status': 'completed',
      'genspan.provider.source': 'host',
      'genspan.outcome': 'completed',
      'http.response.status_code': 200,
    });
  });

  test.each([
    [1e9, 128],
    [2.5, 2],
    [-1, 1],
  ])('of %p choices that were asked for and never came, %p are listed', (choiceCount, listed) => {
    const attributes = atEnd(endedCall({ request: { choiceCount }, response: {}, outcome: failedOutcome }));
    expect(attributes).toHaveProperty(['gen_ai.response.finish_reasons'], Array<string>(listed).fill('error'));
  });

  test('a failed call has its error type, and error where a finish reason was expected', () => {
    expect(atEnd(endedCall({ outcome: failedOutcome, httpStatus: 429, resendCount: 2, response: {} }))).toEqual({
      'gen_ai.response.finish_reasons': ['error'],
      'genspan.provider.source': 'host',
      'genspan.outcome': 'failed',
      'error.type': 'rate_limit_exceeded',
      'http.request.resend_count': 2,
      'http.response.status_code': 429,
    });
  });

  test('an abandoned stream has its reason, the choices that ended, and no error type', () => {
    const call = endedCall({
      request: { model: 'gpt-5', stream: true, choiceCount: 3 },
      outcome: { kind: 'abandoned', reason: 'reader_left' },
      timeToFirstChunkSeconds: 0.25,
      response: { finishReasons: ['stop'] },
    });
    expect(atEnd(call)).toEqual({
      'gen_ai.request.stream': true,
      'gen_ai.request.choice.count': 3,
      'gen_ai.response.finish_reasons': ['stop', 'error', 'error'],
      'gen_ai.response.time_to_first_chunk': 0.25,
      'genspan.usage.missing': 'stream_ended_early',
      'genspan.provider.source': 'host',
      'genspan.outcome': 'abandoned',
      'genspan.abandoned.reason': 'reader_left',
      'http.response.status_code': 200,
    });
  });

  test.each([
    ['embeddings', {}],
    ['moderation', {}],
    ['transcription', {}],
    ['generate_content', { outputType: 'speech' }],
    ['generate_content', { outputType: 'image' }],
  ] as const)('a failed %s %j has no finish reasons to expect', (operation, request) => {
    const attributes = atEnd(endedCall({ operation, request, outcome: failedOutcome, response: {} }));
    expect(attributes).not.toHaveProperty(['gen_ai.response.finish_reasons']);
  });
});
