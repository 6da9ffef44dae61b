import type { RequestFacts, ResponseFacts } from '../facts';
import { asErrorType, boundRequestFacts, boundResponseFacts } from './bound-facts';

const key = 'sk-proj-4fT9zQw2Lx7VbN3mKc8RyHd1Gs5Pj0Ae6UiOwXtZ';
const sentence = 'write to jane.doe@example.com';
const usage = { inputTokens: 3, outputTokens: 4 };

test('facts that fit are handed on as they are', () => {
  const request: RequestFacts = {
    model: 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    stream: true,
    maxTokens: 512,
    temperature: 0.5,
    stopSequences: ['\n\nHuman:', '###'],
    seed: -1,
    conversationId: 'conv_1',
    agentName: 'Support agent',
    encodingFormats: ['float'],
  };
  const response: ResponseFacts = {
    id: 'chatcmpl-1',
    model: 'claude-3-opus@20240229',
    finishReasons: ['stop', 'tool_call'],
    usage,
    evaluations: [
      { name: 'guardrail', label: 'pass' },
      { name: 'relevance', score: 0.5 },
    ],
    failure: { type: 'server_error', message: sentence },
  };
  expect(boundRequestFacts(request)).toBe(request);
  expect(boundResponseFacts(response)).toBe(response);
});

test.each(['a prompt in its place', 'line\nbreak', 'nul\0', 'x'.repeat(257), ''])(
  'what cannot be an identifier is left out: %j',
  (text) => {
    const request = { model: text, conversationId: text, previousResponseId: text, serviceTier: text, dataSourceId: text };
    expect(boundRequestFacts(request)).toEqual({});
    expect(boundResponseFacts({ id: text, model: text, systemFingerprint: text, status: text, agentId: text })).toEqual({});
  },
);

test('a value of another type than the contract says is left out', () => {
  const facts = { model: { toString: () => sentence }, stream: 'yes', maxTokens: sentence, stopSequences: sentence };
  expect(boundRequestFacts(facts as unknown as RequestFacts)).toEqual({});
});

test('a key that was put in the place of the model is masked', () => {
  expect(boundRequestFacts({ model: key })).toEqual({ model: '[API_KEY]' });
  expect(boundResponseFacts({ model: key })).toEqual({ model: '[API_KEY]' });
});

test.each(['bob@example.org', 'whatsapp:+14155550123', '4242424242424242', key])(
  'a conversation, store or agent named %s is not told',
  (id) => {
    const named = {
      conversationId: id,
      dataSourceId: id,
      knowledgeBaseId: id,
      guardrailId: id,
      agentId: id,
      toolCallId: id,
      responseId: id,
    };
    expect(boundRequestFacts({ ...named, previousResponseId: id, streamCursor: id })).toEqual({});
    expect(boundResponseFacts({ conversationId: id, agentId: id })).toEqual({});
  },
);

test('stop sequences are short, few and without secrets', () => {
  const stops = ['\njane.doe@example.com:', 'x'.repeat(65), ...Array<string>(20).fill('END')];
  expect(boundRequestFacts({ stopSequences: stops })).toEqual({
    stopSequences: ['\n[EMAIL]:', '_OTHER', ...Array<string>(14).fill('END')],
  });
});

test('the name of an agent is one line without secrets', () => {
  expect(boundRequestFacts({ agentName: `Agent of ${sentence}` })).toEqual({ agentName: 'Agent of write to [EMAIL]' });
  expect(boundRequestFacts({ agentName: 'two\nlines' })).toEqual({});
});

test('a sentence in a script without blanks is no word of an API', () => {
  const text = '请把合同发给张伟并付款给他';
  expect(boundResponseFacts({ finishReasons: [text], status: text, serviceTier: text })).toEqual({ finishReasons: ['_OTHER'] });
  expect(boundRequestFacts({ reasoningLevel: text, serviceTier: text, model: '通义千问' })).toEqual({ model: '通义千问' });
});

test('an answer whose id is an address or a number has none', () => {
  expect(boundResponseFacts({ id: 'bob@example.org' })).toEqual({});
  expect(boundResponseFacts({ id: 'whatsapp:+14155550123' })).toEqual({});
  expect(boundResponseFacts({ id: 'a+b/c==' })).toEqual({ id: 'a+b/c==' });
});

test('finish reasons keep their places, and are not listed without end', () => {
  expect(boundResponseFacts({ finishReasons: ['stop', sentence] })).toEqual({ finishReasons: ['stop', '_OTHER'] });
  expect(boundResponseFacts({ finishReasons: Array<string>(1_000).fill('stop') }).finishReasons).toHaveLength(128);
});

test('an evaluation is named and judged by terms and numbers only; one that then says nothing is left out', () => {
  const evaluations = [
    { name: sentence, label: 'fail' },
    { name: 'guardrail', label: sentence },
    { name: 'guardrail', score: Number.NaN },
    { name: key, label: sentence, score: 0.5 },
  ];
  expect(boundResponseFacts({ evaluations })).toEqual({ evaluations: [{ name: '[API_KEY]', score: 0.5 }] });
  expect(boundResponseFacts({ evaluations: evaluations.slice(0, 3) })).toEqual({});
  const many = Array.from({ length: 1_000 }, () => ({ name: 'moderation', label: 'pass' }));
  expect(boundResponseFacts({ evaluations: many }).evaluations).toHaveLength(128);
});

test.each([1e300, -1e300, Number.NaN, Number.POSITIVE_INFINITY])('a number that no collector takes is left out: %p', (number) => {
  expect(boundRequestFacts({ maxTokens: number, temperature: number, seed: number, choiceCount: number })).toEqual({});
});

test.each([-1, 0.5, 1e300, Number.NaN])('a usage with the impossible count %p is none', (count) => {
  expect(boundResponseFacts({ usage: { inputTokens: count, outputTokens: 4 } })).toEqual({});
  expect(boundResponseFacts({ usage: { ...usage, cacheReadInputTokens: count } })).toEqual({});
});

test.each([sentence, 'x'.repeat(65), '12345', ''])('%j is no type of error', (type) => {
  expect(boundResponseFacts({ failure: { type, message: sentence } })).toEqual({ failure: { type: '_OTHER', message: sentence } });
});

test.each(['server_error', 'APIConnectionError', '429', 'model.not-found'])('%s is a type of error', (type) => {
  expect(asErrorType(type)).toBe(type);
});

test('facts of a protocol are held to what they can be, each for itself', () => {
  const mcp = { role: 'client', methodName: 'tools/call', requestId: '1', serverPort: 80 } as const;
  const request = { toolName: 'weather', mcp };
  expect(boundRequestFacts(request)).toBe(request);
  expect(boundRequestFacts({ mcp: { ...mcp, sessionId: sentence, protocolVersion: key, promptName: `For ${sentence}` } })).toEqual({
    mcp: { ...mcp, sessionId: undefined, protocolVersion: '[API_KEY]', promptName: 'For write to [EMAIL]' },
  });
  expect(boundResponseFacts({ rpcStatusCode: '-32601', mcpProtocolVersion: sentence })).toEqual({ rpcStatusCode: '-32601' });
});

test('an id that the other side of a connection chose says nothing that the redactor would mask', () => {
  const bound = (requestId: string, sessionId: string): unknown =>
    boundRequestFacts({ mcp: { role: 'server', methodName: 'ping', requestId, sessionId } }).mcp;
  const kept = { role: 'server', methodName: 'ping' };
  expect(bound('bob@example.org', key)).toEqual({ ...kept, requestId: '[EMAIL]', sessionId: '[API_KEY]' });
  expect(bound('who is to be told of it', sentence)).toEqual(kept);
  for (const id of ['7', '4111111', '0f0b8d1e-6a2c-4b7f-9f51-3c1d7a2b9e44', 'a-1', 'req_01JAB']) {
    expect(bound(id, id)).toEqual({ ...kept, requestId: id, sessionId: id });
  }
});
