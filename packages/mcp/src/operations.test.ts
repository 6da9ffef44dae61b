import { operations } from './operations';

const [toolCall] = operations;

test.each(['2024-11-05', '2025-06-18', 'DRAFT-2026-v1'])('%s is a version of the protocol', (protocolVersion) => {
  expect(toolCall.describeResponse({ result: { protocolVersion } }).mcpProtocolVersion).toBe(protocolVersion);
});

test.each(['the-prompt-of-jane', '2025-and-then-what-was-asked', '', 7])(
  '%j, which the other side answered, is none',
  (protocolVersion) => {
    expect(toolCall.describeResponse({ result: { protocolVersion } }).mcpProtocolVersion).toBeUndefined();
    const connection = { protocolVersion };
    expect(toolCall.describeRequest({ body: { method: 'tools/call', connection } } as never).mcp?.protocolVersion).toBeUndefined();
  },
);
