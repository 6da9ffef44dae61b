import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { connectPair, makeProtocol, protocolAdapter, RpcException, type ProtocolClass } from '../../test/protocol-pair';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import type { EndedSession } from '../record/recorder';
import { applyProtocolSeam } from './protocol';

interface Observed extends Recording {
  readonly Protocol: ProtocolClass;
  readonly sessions: EndedSession[];
  undo(): void;
}

function observe(): Observed {
  const Protocol = makeProtocol();
  const recording = recordingPipeline();
  const sessions: EndedSession[] = [];
  recording.pipeline.recordSession = (session) => void sessions.push(session);
  const undo = applyProtocolSeam({ Protocol }, protocolAdapter, recording.pipeline);
  return { ...recording, Protocol, sessions, undo };
}

async function endedRequests({ ended, pipeline }: Recording): Promise<unknown[]> {
  await pipeline.flush();
  return ended.map(({ operation, request, outcome }) => [request.mcp?.role, operation, request.mcp?.requestId, outcome.kind]);
}

test('a request is one call where it is sent and one where it is answered', async () => {
  const observed = observe();
  const { client, server } = await connectPair(observed.Protocol);
  server.handlers.set('tools/call', () => ({ content: [] }));
  expect(await client.request({ method: 'tools/call', params: { name: 'weather' } })).toEqual({ content: [] });
  expect(await endedRequests(observed)).toEqual([
    ['server', 'execute_tool', '0', 'completed'],
    ['client', 'execute_tool', '0', 'completed'],
  ]);
  expect(observed.pipeline.guard.errorCount).toBe(0);
});

test('an error of the other side is told by its code, and the very error reaches the application', async () => {
  const observed = observe();
  const { client, server } = await connectPair(observed.Protocol);
  server.handlers.set('ping', () => {
    throw new RpcException(-32_042, 'refused');
  });
  await expect(client.request({ method: 'ping' })).rejects.toBeInstanceOf(RpcException);
  await expect(client.request({ method: 'unknown' })).rejects.toThrow('Method not found');
  await observed.pipeline.flush();
  expect(observed.ended.map(({ response }) => response.rpcStatusCode)).toEqual(['-32042', '-32042', '-32601', '-32601']);
});

test('a request that is refused at once has no id, and what is thrown passes through', async () => {
  const observed = observe();
  const client = new observed.Protocol();
  await expect(client.request({ method: 'ping' })).rejects.toThrow('Not connected');
  expect(() => client.request({ method: 'throws' })).toThrow(TypeError);
  expect(await endedRequests(observed)).toEqual([
    ['client', 'mcp_request', undefined, 'failed'],
    ['client', 'mcp_request', undefined, 'failed'],
  ]);
});

test('an abort is none of the errors that the SDK makes of it', async () => {
  const observed = observe();
  const { client, server } = await connectPair(observed.Protocol);
  server.handlers.set('ping', () => new Promise(() => {}));
  const controller = new AbortController();
  const answer = client.request({ method: 'ping' }, { signal: controller.signal });
  controller.abort();
  await expect(answer).rejects.toThrow('timed out');
  expect(await endedRequests(observed)).toEqual([['client', 'mcp_request', '0', 'abandoned']]);
});

test('a request that the other side cancels, that is dropped, or whose session ends is given up', async () => {
  const observed = observe();
  const { client, server } = await connectPair(observed.Protocol);
  server.handlers.set('slow', () => new Promise(() => {}));
  void client.request({ method: 'slow' });
  void client.request({ method: 'dropped' });
  void client.request({ method: 'slow' });
  server._requestHandlerAbortControllers.get(0)?.abort();
  server._onclose();
  expect(await endedRequests(observed)).toEqual([
    ['server', 'mcp_request', '1', 'abandoned'],
    ['server', 'mcp_request', '0', 'abandoned'],
    ['server', 'mcp_request', '2', 'abandoned'],
  ]);
});

test('of two requests with one id the first is given up when the second arrives, and the second is answered', async () => {
  const observed = observe();
  const { server } = await connectPair(observed.Protocol);
  server.handlers.set('ping', () => ({}));
  for (let count = 0; count < 100; count++) server._onrequest({ id: 7, method: 'ping' });
  expect(observed.pipeline.abandoned.openCount).toBe(1);
  await new Promise(setImmediate);
  expect(observed.pipeline.abandoned.openCount).toBe(0);
  const outcomes = (await endedRequests(observed)).map((request) => (request as unknown[])[3]);
  expect(outcomes).toEqual([...Array<string>(99).fill('abandoned'), 'completed']);
});

test('a request that a handler sends past `request` counts, the repetition of one that is followed does not', async () => {
  const observed = observe();
  const { client, server } = await connectPair(observed.Protocol);
  client.handlers.set('roots/list', () => ({ roots: [] }));
  server.handlers.set('ping', () => server._requestWithSchemaViaCodec({}, { method: 'roots/list' }, {}, { relatedRequestId: 0 } as object));
  await client.request({ method: 'ping' });
  await client._requestWithSchemaViaCodec({}, { method: 'ping' }, {});
  await observed.pipeline.flush();
  expect(observed.ended.filter(({ request }) => request.mcp?.role === 'client').map(({ request }) => request.mcp?.methodName)).toEqual([
    'roots/list',
    'ping',
    'roots/list',
  ]);
});

test('what is no request is left to the SDK', async () => {
  const observed = observe();
  const { client } = await connectPair(observed.Protocol);
  void client.request({});
  expect(() => client._onrequest({})).not.toThrow();
  expect(observed.started).toEqual([]);
});

test('a session lasts from the connection to its end; a server over HTTP has one where it has an identifier', async () => {
  const observed = observe();
  const one = await connectPair(observed.Protocol);
  one.client._onclose();
  one.server._onclose();
  const other = await connectPair(observed.Protocol);
  other.transports.server.sessionId = 'session_1';
  other.server._onclose();
  const durationSeconds: unknown = expect.any(Number);
  expect(observed.sessions).toEqual([
    { role: 'client', connection: { networkProtocolName: 'http' }, durationSeconds },
    { role: 'server', connection: { sessionId: 'session_1', networkProtocolName: 'http' }, durationSeconds },
  ]);
});

test('a session that the end of the process has ended is not ended again when it is closed', async () => {
  const Protocol = makeProtocol();
  const { pipeline } = recordingPipeline();
  const sessions: EndedSession[] = [];
  pipeline.recordSession = (session) => void sessions.push(session);
  const seam = { ...protocolAdapter.seam, isOnStdout: () => true, describeConnection: () => ({ networkTransport: 'pipe' as const }) };
  applyProtocolSeam({ Protocol }, { ...protocolAdapter, seam }, pipeline);
  const { server } = await connectPair(Protocol);
  pipeline.shutdown();
  server._onclose();
  expect(sessions.map(({ role }) => role).toSorted()).toEqual(['client', 'server']);
});

test('a connection that can no longer be read is told as it was last', async () => {
  const observed = observe();
  const { client, server, transports } = await connectPair(observed.Protocol);
  transports.server.sessionId = 'session_1';
  server.handlers.set('ping', () => ({}));
  await client.request({ method: 'ping' });
  Object.defineProperty(transports.server, 'sessionId', {
    get: () => {
      throw new Error('of the application');
    },
  });
  server._onclose();
  expect(observed.sessions).toMatchObject([{ role: 'server', connection: { sessionId: 'session_1', networkProtocolName: 'http' } }]);
});

test('the undo leaves class and transports as they were', async () => {
  const before = Object.getOwnPropertyDescriptors(makeProtocol().prototype);
  const observed = observe();
  const { client, server, transports } = await connectPair(observed.Protocol);
  server.handlers.set('ping', () => ({}));
  await client.request({ method: 'ping' });
  expect(Object.keys(transports.server)).not.toContain('send');
  server._onclose();
  expect(Object.hasOwn(transports.server, 'send')).toBe(false);
  observed.undo();
  const after = Object.getOwnPropertyDescriptors(observed.Protocol.prototype);
  expect(Object.values(after).map(({ value }) => String(value))).toEqual(Object.values(before).map(({ value }) => String(value)));
});

test('a class without one of the methods is left as it is', () => {
  const Protocol = makeProtocol();
  Object.defineProperty(Protocol.prototype, '_onrequest', { value: undefined });
  const { request } = Protocol.prototype;
  expect(() => applyProtocolSeam({ Protocol }, protocolAdapter, recordingPipeline().pipeline)).toThrow(TypeError);
  expect(Protocol.prototype.request).toBe(request);
  expect(() => applyProtocolSeam({}, protocolAdapter, recordingPipeline().pipeline)).toThrow('no class of the protocol');
});

test('a class that is patched already is not patched again', () => {
  const { Protocol, pipeline } = observe();
  const { request } = Protocol.prototype;
  applyProtocolSeam({ Protocol }, protocolAdapter, pipeline)();
  expect(Protocol.prototype.request).toBe(request);
});

describe('a request belongs to the span that is active where it arrives', () => {
  const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
  const http = { networkTransport: 'tcp', networkProtocolName: 'http' } as const;

  test.each([
    ['at a server inside an HTTP request', 'server', http, span],
    ['not at a client, whose stream was opened long ago', 'client', http, undefined],
    ['not at the end of a pipe', 'server', { networkTransport: 'pipe' }, undefined],
    ['not at the end of a socket', 'server', { networkTransport: 'tcp', networkProtocolName: 'websocket' }, undefined],
    ['not where the transport is unknown', 'server', {}, undefined],
  ] as const)('%s', async (_where, side, connection, parent) => {
    const Protocol = makeProtocol();
    const recording = recordingPipeline();
    const seam = { ...protocolAdapter.seam, describeConnection: () => connection };
    applyProtocolSeam({ Protocol }, { ...protocolAdapter, seam }, recording.pipeline);
    const pair = await connectPair(Protocol);
    api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    api.context.with(api.trace.setSpanContext(api.ROOT_CONTEXT, span), () => pair[side]._onrequest({ id: 1, method: 'ping' }));
    api.context.disable();
    expect(recording.started.map(({ parentContext, linkedSpan }) => [api.trace.getSpanContext(parentContext), linkedSpan])).toEqual([
      [parent, undefined],
    ]);
  });
});

test('a transport whose answers cannot be seen costs the calls it would have answered', async () => {
  const observed = observe();
  const { client, server, transports } = await connectPair(observed.Protocol);
  server.handlers.set('ping', () => ({ alive: true }));
  Object.preventExtensions(transports.server);
  expect(await client.request({ method: 'ping' })).toEqual({ alive: true });
  expect(await endedRequests(observed)).toEqual([['client', 'mcp_request', '0', 'completed']]);
});

test('an adapter that throws costs facts, and no request', async () => {
  const Protocol = makeProtocol();
  const recording = recordingPipeline();
  const fail = (): never => {
    throw new Error('adapter');
  };
  const seam = { ...protocolAdapter.seam, describeConnection: fail, rpcErrorOf: fail, isOnStdout: fail };
  applyProtocolSeam({ Protocol }, { ...protocolAdapter, seam }, recording.pipeline);
  const { client, server } = await connectPair(Protocol);
  server.handlers.set('ping', () => ({}));
  expect(await client.request({ method: 'ping' })).toEqual({});
  await expect(client.request({ method: 'unknown' })).rejects.toBeInstanceOf(RpcException);
  client._onclose();
  expect(recording.pipeline.guard.errorCount).toBeGreaterThan(0);
  expect(api.context.active()).toBe(api.ROOT_CONTEXT);
});
