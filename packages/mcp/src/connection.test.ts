import { describeConnection, isOnStdout } from './connection';

class StdioServerTransport {
  _stdout = { fd: 1 };
}
class StreamableHTTPClientTransport {
  readonly _url: URL;
  sessionId = '2e7f';
  protocolVersion = '2025-06-18';
  constructor(url: string) {
    this._url = new URL(url);
  }
}
class SSEServerTransport {
  send(): void {}
}
class MyServerTransport extends SSEServerTransport {}
class WebSocketClientTransport {
  send(): void {}
}
class InMemoryTransport {
  send(): void {}
}

test.each([
  [new StdioServerTransport(), { networkTransport: 'pipe' }],
  [new SSEServerTransport(), { networkTransport: 'tcp', networkProtocolName: 'http' }],
  [new MyServerTransport(), { networkTransport: 'tcp', networkProtocolName: 'http' }],
  [new WebSocketClientTransport(), { networkTransport: 'tcp', networkProtocolName: 'websocket' }],
  [new InMemoryTransport(), {}],
  [Object.create(null), {}],
  [undefined, {}],
])('%p is told by its class, or not at all', (transport, facts) => {
  expect(describeConnection({}, transport)).toEqual(facts);
});

test.each([
  ['https://tools.example/mcp?key=secret', 'tools.example', 443],
  ['http://tools.example/mcp', 'tools.example', 80],
  ['http://user:secret@[::1]:8080/mcp', '::1', 8080],
])('of %s the client knows host and port, and tells nothing else', (url, serverAddress, serverPort) => {
  expect(describeConnection({}, new StreamableHTTPClientTransport(url))).toEqual({
    sessionId: '2e7f',
    protocolVersion: '2025-06-18',
    networkTransport: 'tcp',
    networkProtocolName: 'http',
    serverAddress,
    serverPort,
  });
});

test('the version that was agreed on goes before that of the transport', () => {
  const { protocolVersion } = describeConnection(
    { _negotiatedProtocolVersion: '2025-11-25' },
    new StreamableHTTPClientTransport('http://a'),
  );
  expect(protocolVersion).toBe('2025-11-25');
});

test('only a server that speaks on stdout itself takes it', () => {
  expect(isOnStdout(new StdioServerTransport())).toBe(true);
  expect([{ _stdout: { fd: 2 } }, { _stdout: {} }, {}, undefined].map(isOnStdout)).toEqual([false, false, false, false]);
});
