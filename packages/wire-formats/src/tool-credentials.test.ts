import { anthropicMessages } from './anthropic-messages';
import { openaiChat } from './openai-chat';
import { openaiResponses } from './openai-responses';

const secret = 'opaque-credential';
const remote = { type: 'mcp', server_label: 'crm', server_url: 'https://mcp.example' };
const remoteTool = { ...remote, authorization: secret, headers: { 'X-Tenant': secret } };
const shell = { type: 'shell', environment: { type: 'container_auto', network_policy: { domain_secrets: [{ value: secret }] } } };
const login = { type: 'function', name: 'login', parameters: { properties: { authorization: {}, headers: {} } } };

test.each([
  ['responses', openaiResponses],
  ['chat', openaiChat],
  ['messages', anthropicMessages],
])('%s: credentials of hosted tools are in no description', (_format, { describeInput, describePrompt }) => {
  const body = { model: 'm', tools: [remoteTool, shell, login] };
  expect(JSON.stringify([describeInput(body), describePrompt(body)])).not.toContain(secret);
});

test('a prompt stays the same when a token of its tools changes', () => {
  expect(openaiResponses.describePrompt({ tools: [remoteTool] })).toEqual(openaiResponses.describePrompt({ tools: [remote] }));
});

test('parameters of a function that are named like credentials stay', () => {
  const { tools } = openaiResponses.describeInput({ tools: [login] });
  expect(tools).toEqual([login]);
  expect(openaiResponses.describePrompt({ tools: [login] }).tools).toEqual([login]);
});
