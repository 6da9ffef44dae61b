import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { mcpClientAdapter, mcpSdkAdapter, mcpServerAdapter } from './adapter';

mappingContract({
  adapter: mcpSdkAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { 'tool-call': 'tools/call', 'other-request': '*' },
});

test('both generations of the SDK are read by the same functions', () => {
  for (const adapter of [mcpClientAdapter, mcpServerAdapter]) {
    expect([adapter.seam, adapter.operations]).toEqual([mcpSdkAdapter.seam, mcpSdkAdapter.operations]);
  }
});

describe('the class of the protocol', () => {
  const { protocolOf } = mcpSdkAdapter.seam;
  class Protocol {
    _onrequest(): void {}
  }
  class Client extends Protocol {}

  test.each([
    ['its own export', { Protocol, Client }],
    ['a client', { Client }],
    ['a server', { Server: Client }],
    ['the class of a client', Client],
    ['the class itself', Protocol],
  ])('is found by %s', (_what, exports) => {
    expect(protocolOf(exports as Readonly<Record<string, unknown>>)).toBe(Protocol);
  });

  test('is not found where there is none', () => {
    expect(protocolOf({ ReadBuffer: Map })).toBeUndefined();
  });
});
