import { judge } from './judge';

const findings = { 'cjs-chat-cut-body': 'differs', 'esm-chat-awaited': 'differs' };

test('a finding without an exception is unexpected', () => {
  expect(judge(findings, ['chat-cut-body']).unexpected).toEqual({ 'esm-chat-awaited': 'differs' });
});

test('an exception for what is no longer found is stale', () => {
  expect(judge(findings, ['chat-cut-body', 'chat-awaited', 'chat-timeout'])).toEqual({ unexpected: {}, stale: ['chat-timeout'] });
});

test('an exception covers a whole key, never the beginning of one', () => {
  expect(judge({ 'cjs-chat-cut-body-later': 1 }, ['chat-cut-body']).stale).toEqual(['chat-cut-body']);
});
