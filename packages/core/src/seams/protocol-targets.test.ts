import { connectPair, makeProtocol, protocolAdapter } from '../../test/protocol-pair';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import { applyProtocolSeam } from './protocol';
import { ProtocolTargets } from './protocol-targets';

async function connect() {
  const Protocol = makeProtocol();
  const recording = recordingPipeline();
  applyProtocolSeam({ Protocol }, protocolAdapter, recording.pipeline);
  return { ...recording, Protocol, ...(await connectPair(Protocol)) };
}

/** Of what was received: as it was named when it arrived, and when it was answered. */
async function namesOf({ pipeline, started, ended }: Recording): Promise<unknown[]> {
  await pipeline.flush();
  const received = ended.filter(({ request }) => request.mcp?.role === 'server');
  const arrived = started.filter(({ request }) => request.mcp?.role === 'server');
  return received.map(({ request }, index) => [arrived[index]?.request.toolName, request.toolName]);
}

test('what a client asks for has its name once an answer has shown that it is there, in every session', async () => {
  const observed = await connect();
  const { client, server, Protocol } = observed;
  server.handlers.set('tools/call', () => ({ content: [] }));
  const call = { method: 'tools/call', params: { name: 'weather' } };
  await client.request(call);
  await client.request(call);
  const other = await connectPair(Protocol);
  other.server.handlers.set('tools/call', () => ({ content: [] }));
  await other.client.request(call);
  expect(await namesOf(observed)).toEqual([
    ['_OTHER', 'weather'],
    ['weather', 'weather'],
    ['weather', 'weather'],
  ]);
  const toldLate = observed.ended.filter(({ request }) => request.mcp?.role === 'server').map(({ response }) => response.toolName);
  expect(toldLate).toEqual(['weather', undefined, undefined]);
});

test('what is refused, dropped or never answered keeps no name of the client on the side of the server', async () => {
  const observed = await connect();
  const { client, server } = observed;
  const call = { method: 'tools/call', params: { name: 'my_private_thought' } };
  await expect(client.request(call)).rejects.toThrow('Method not found');
  server.handlers.set('tools/call', () => new Promise(() => {}));
  void client.request(call);
  server._onclose();
  expect(await namesOf(observed)).toEqual([
    ['_OTHER', '_OTHER'],
    ['_OTHER', '_OTHER'],
  ]);
});

test('a method is told where this side has a handler for it', async () => {
  const { client, server, pipeline, ended } = await connect();
  server.handlers.set('acme/forecast', () => ({}));
  await client.request({ method: 'acme/forecast' });
  await expect(client.request({ method: 'acme/other' })).rejects.toThrow('Method not found');
  await pipeline.flush();
  expect(ended.map(({ request }) => request.mcp?.methodName)).toEqual(['acme/forecast', 'acme/forecast', '_OTHER', 'acme/other']);
});

test('an adapter that cannot read an answer costs the name, and no call', async () => {
  const Protocol = makeProtocol();
  const recording = recordingPipeline();
  const fail = (): never => {
    throw new Error('adapter');
  };
  applyProtocolSeam({ Protocol }, { ...protocolAdapter, seam: { ...protocolAdapter.seam, targetsShownBy: fail } }, recording.pipeline);
  const { client, server } = await connectPair(Protocol);
  server.handlers.set('tools/call', () => ({}));
  await client.request({ method: 'tools/call', params: { name: 'weather' } });
  expect(await namesOf(recording)).toEqual([['_OTHER', '_OTHER']]);
});

test('names are known up to a number that no server reaches', () => {
  const targets = new ProtocolTargets();
  targets.add(Array.from({ length: 1_000 }, (_each, index) => `tool_${index}`));
  expect([targets.has('tool_499'), targets.has('tool_500'), targets.has(undefined)]).toEqual([true, false, false]);
});
