import { describeChatInput, describeChatPrompt } from './prompt';

test('credentials of a tool that the provider runs are no content, and no part of the fingerprint', () => {
  const search = (authorization: string): object => {
    const args = { serverUrl: 'https://tools.example', headers: { authorization } };
    return { options: { prompt: [], tools: [{ type: 'provider', id: 'openai.mcp', name: 'search', args }] } };
  };
  const told = JSON.stringify(describeChatInput(search('Bearer one')));
  expect(told).toContain('https://tools.example');
  expect(told).not.toContain('Bearer');
  expect(describeChatPrompt(search('Bearer one'))).toEqual(describeChatPrompt(search('Bearer two')));
});
