import { ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api';
import { recordingPipeline } from '../../test/recording-pipeline';
import { defineOperation, type Operation } from '../adapter';
import { frameworkContext } from '../context/call-scope';
import type { Pipeline } from '../pipeline';
import { startCall } from './start-call';

const text = 'write to jane.doe@example.com';

function endedCall(pipeline: Pipeline, facts: Pick<Operation, 'describeRequest' | 'describeResponse' | 'describePrompt'>): void {
  const call = startCall(pipeline, {
    operation: defineOperation({ name: 'chat', target: { route: 'POST /chat' }, ...facts }),
    request: { method: 'POST', path: '/chat', query: {}, body: {} },
    provider: { name: 'openai', source: 'default', serverAddress: undefined, serverPort: undefined },
    parentContext: ROOT_CONTEXT,
    startTimeMs: 0,
    startTick: 0,
  });
  call.complete({});
}

test('a text in the place of an identifier reaches no recorder, whatever the capture mode', () => {
  const { pipeline, started, ended } = recordingPipeline();
  endedCall(pipeline, {
    describeRequest: () => ({ model: text, conversationId: text }),
    describeResponse: () => ({ id: text, model: text, finishReasons: [text], failure: { type: text } }),
  });
  expect(started).toMatchObject([{ request: {} }]);
  expect(ended).toMatchObject([
    { outcome: { kind: 'failed', failure: { type: '_OTHER' } }, response: { finishReasons: ['_OTHER'], failure: { type: '_OTHER' } } },
  ]);
  const { parentContext: _context, ...facts } = ended[0] ?? {};
  expect(JSON.stringify(facts)).not.toContain('jane');
});

test('the key of the digests is the key of the fingerprint', () => {
  const fingerprints = [undefined, 'key', 'other key'].map((hashKey) => {
    const { pipeline, ended } = recordingPipeline({ GENSPAN_HASH_KEY: hashKey });
    endedCall(pipeline, {
      describeRequest: () => ({}),
      describeResponse: () => ({}),
      describePrompt: () => ({ instructions: ['Your PIN is 4711.'] }),
    });
    return ended[0]?.promptFingerprint;
  });
  expect(new Set(fingerprints)).toHaveProperty('size', 3);
});

test('the configuration hash tells nothing that does not stand beside it: what was masked cannot be found by trying', () => {
  const hashes = ['jane@example.com', 'joan@example.com'].map((stop) => {
    const { pipeline, ended } = recordingPipeline();
    endedCall(pipeline, { describeRequest: () => ({ model: 'gpt-5', stopSequences: [stop] }), describeResponse: () => ({}) });
    return ended[0]?.configHash;
  });
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(hashes[1]).toBe(hashes[0]);
});

test.each([
  [true, true, 'refused'],
  [false, true, undefined],
  [true, false, undefined],
])('inside a function with content told by (%p, %p), the text of an error is %p: it may quote either', (hasInput, hasOutput, message) => {
  const { pipeline } = recordingPipeline();
  const messages: unknown[] = [];
  pipeline.content.capture = ({ failureMessage }, done) => {
    messages.push(failureMessage);
    done({ mode: 'off' });
  };
  startCall(pipeline, {
    operation: defineOperation({
      name: 'chat',
      target: { route: 'POST /chat' },
      describeRequest: () => ({}),
      describeResponse: () => ({}),
    }),
    request: { method: 'POST', path: '/chat', query: {}, body: {} },
    parentContext: frameworkContext(ROOT_CONTEXT, { isRecorded: true, isReportedByOther: false, hasInput, hasOutput }),
    startTimeMs: 0,
    startTick: 0,
  }).fail(new Error('refused'));
  expect(messages).toEqual([message]);
});

const mcpTool = (role: 'client' | 'server', toolName: string): Operation =>
  defineOperation({
    name: 'execute_tool',
    target: { rpcMethod: 'tools/call' },
    isInProcess: true,
    describeRequest: () => ({ toolName, mcp: { role, methodName: 'tools/call' } }),
    describeResponse: () => ({}),
  });
const frameworkTool: Operation = defineOperation({
  name: 'execute_tool',
  target: { event: 'tool' },
  isInProcess: true,
  describeRequest: () => ({ toolName: 'weather-server_forecast' }),
  describeResponse: () => ({}),
});
const agent: Operation = defineOperation({
  name: 'invoke_agent',
  target: { event: 'agent' },
  isInProcess: true,
  describeRequest: () => ({ agentName: 'helper' }),
  describeResponse: () => ({}),
});

describe('a tool call over a protocol', () => {
  const start = (pipeline: Pipeline, operation: Operation, parentContext: Context) =>
    startCall(pipeline, { operation, request: { body: {} }, parentContext, startTimeMs: 0, startTick: 0 });

  it('belongs to the call of the same tool that a framework reports around it, and to no other', () => {
    const { pipeline, started } = recordingPipeline();
    const inTool = start(pipeline, frameworkTool, ROOT_CONTEXT).requestContext;
    const inAgent = start(pipeline, agent, inTool).requestContext;
    start(pipeline, mcpTool('client', 'forecast'), inTool);
    start(pipeline, mcpTool('client', 'history'), inTool);
    start(pipeline, mcpTool('server', 'forecast'), inTool);
    start(pipeline, mcpTool('client', 'forecast'), inAgent);
    const inServer = start(pipeline, mcpTool('server', 'forecast'), ROOT_CONTEXT).requestContext;
    start(pipeline, mcpTool('client', 'forecast'), inServer);
    expect(started.map(({ outerTool }) => outerTool?.name)).toEqual([
      undefined,
      undefined,
      'weather-server_forecast',
      ...Array<undefined>(5).fill(undefined),
    ]);
  });

  it('is the one of that name only: not one whose name happens to end alike, and not its repetition', () => {
    const { pipeline, started } = recordingPipeline();
    const outerToolOf = (toolName: string, requested: string): unknown => {
      const tool = defineOperation({ ...frameworkTool, describeRequest: () => ({ toolName }) });
      start(pipeline, mcpTool('client', requested), start(pipeline, tool, ROOT_CONTEXT).requestContext);
      return started.at(-1)?.outerTool?.name;
    };
    expect(['budget', 'get_budget', 'forget'].map((name) => outerToolOf(name, 'get'))).toEqual([undefined, undefined, undefined]);
    const named = ['get', 'a_get', 'a-get', 'a.get', 'a/get', 'a:get'];
    expect(named.map((name) => outerToolOf(name, 'get'))).toEqual(named);
    const { requestContext } = start(pipeline, frameworkTool, ROOT_CONTEXT);
    start(pipeline, mcpTool('client', 'forecast'), requestContext);
    start(pipeline, mcpTool('client', 'forecast'), requestContext);
    expect(started.slice(-2).map(({ outerTool }) => outerTool?.name)).toEqual(['weather-server_forecast', undefined]);
  });

  it('belongs to the span of another instrumentation where that reports the tool call', () => {
    const { pipeline, started } = recordingPipeline();
    const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
    const { requestContext } = startCall(pipeline, {
      operation: frameworkTool,
      request: { body: {} },
      parentContext: trace.setSpan(ROOT_CONTEXT, span),
      startTimeMs: 0,
      startTick: 0,
      isOwnedByOther: true,
    });
    start(pipeline, mcpTool('client', 'forecast'), requestContext);
    expect(started.at(-1)?.outerTool?.span).toBe(span);
  });

  it('is one tool call of the agent that makes it', async () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline, agent, ROOT_CONTEXT);
    const tool = start(pipeline, frameworkTool, call.requestContext);
    start(pipeline, mcpTool('client', 'forecast'), tool.requestContext).complete({});
    start(pipeline, mcpTool('server', 'forecast'), tool.requestContext).complete({});
    tool.complete({});
    start(pipeline, mcpTool('client', 'forecast'), call.requestContext).complete({});
    call.complete({});
    await pipeline.flush();
    expect(ended.at(-1)?.agentCalls).toMatchObject({ inferenceCalls: 0, toolCalls: 2 });
  });
});
