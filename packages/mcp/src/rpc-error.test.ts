import { rpcErrorOf } from './rpc-error';

function mcpError(code: number, message: string): Error {
  return Object.assign(new Error(`MCP error ${code}: ${message}`), { code });
}

test('an error of 1.x is told from its message, without what the SDK puts in front', () => {
  expect(rpcErrorOf(mcpError(-32_601, 'Method not found'))).toEqual({ code: -32_601, message: 'Method not found' });
});

test.each([-1, -2, -32_000, -32_001])('%d is an error of the SDK itself, which no answer had', (code) => {
  expect(rpcErrorOf(mcpError(code, 'Request timed out'))).toBeUndefined();
});

test('an error of 2.x is told by its class, a class that extends it by its brand', () => {
  class ProtocolError extends Error {
    static readonly mcpBrand = 'mcp.ProtocolError';
    readonly code = -32_602;
    override name = 'ProtocolError';
  }
  class Derived extends ProtocolError {
    override name = 'Derived';
  }
  expect(rpcErrorOf(new ProtocolError('no such tool'))).toEqual({ code: -32_602, message: 'no such tool' });
  expect(rpcErrorOf(new Derived('no such tool'))).toEqual({ code: -32_602, message: 'no such tool' });
});

test.each([
  ['an HTTP error of a transport', Object.assign(new Error('Not found'), { code: 404 })],
  ['an error with a code in words', Object.assign(new Error('timeout'), { code: 'REQUEST_TIMEOUT' })],
  ['an error without a code', new TypeError('fetch failed')],
  ['a text', 'MCP error -32601: Method not found'],
  ['nothing', undefined],
])('%s is none', (_what, error) => {
  expect(rpcErrorOf(error)).toBeUndefined();
});
