/** What holds for every version, format and transport: the same test application with and without genspan, on both sides. */
import type { SpanData } from '@genspan/adapter-testing';
import { runPair, type PairOptions, type PairRun } from './run-pair';

export interface PairContract extends Omit<PairOptions, 'environment' | 'program'> {
  /** A request with a progress callback loses its `_meta`: what the SDK itself forgets is not repaired. */
  readonly forgetsMetaWithProgress?: true;
  /** The notification that cancels a request has a name that servers of this version do not know. */
  readonly cannotCancel?: true;
  /** @default that of the version */
  readonly label?: string;
  /** What the client's timeout is called. */
  readonly timeoutType: string;
}

const client = 3;
const server = 2;

export function pairContract(contract: PairContract): void {
  const { version, format, transport, label = version.label } = contract;
  describe(`${label}, ${format}, ${transport}`, () => {
    let baseline: PairRun;
    let observed: PairRun;

    beforeAll(async () => {
      baseline = await runPair(contract);
      observed = await runPair({ ...contract, environment: { GENSPAN_CONTENT: 'redacted' } });
    });

    test('results, errors, exit codes and output are the same, but for the trace context in _meta', () => {
      expect(withoutTraceContext(observed.outcomes)).toEqual(baseline.outcomes);
      expect(JSON.stringify(observed.outcomes)).toContain('traceparent');
      expect([observed.exitCode, observed.stderr]).toEqual([baseline.exitCode, baseline.stderr]);
    });

    test('each request is a CLIENT span with a SERVER span below it', () => {
      const { spans } = observed;
      const sent = mcpSpans(spans, client).filter(({ name }) => name !== 'tools/call slow');
      const nameAtServer = (name: string): string => (name === 'tools/call missing' ? 'tools/call _OTHER' : name);
      const lonely = sent.filter((span) => !answersOf(spans, span).some(({ name }) => name === nameAtServer(span.name)));
      expect(lonely.map(({ name }) => name)).toEqual(contract.forgetsMetaWithProgress ? ['tools/call progress'] : []);
      expect(sent).toHaveLength(16);
      expect(mcpSpans(spans, server).filter(({ name }) => name !== 'tools/call slow')).toHaveLength(16);
    });

    test('what the application does in one request is one trace across both processes', () => {
      const { spans } = observed;
      const root = find(spans, 'request');
      const names = ['tools/call echo', 'tools/call ask', 'roots/list', 'prompts/get greeting', 'inner work'];
      for (const name of names) {
        const found = spans.filter((span) => span.name === name);
        expect([name, ...new Set(found.map(({ traceId }) => traceId))]).toEqual([name, root.traceId]);
      }
      if (transport !== 'memory')
        expect(new Set(spans.map(({ resource }) => resource['service.name']))).toEqual(new Set(['client', 'server']));
    });

    test('handlers run in their request: their spans, and the requests they send, are its children', () => {
      const { spans } = observed;
      expect(find(spans, 'inner work').parentSpanId).toBe(find(spans, 'tools/call work', server).spanId);
      expect(find(spans, 'roots/list', client).parentSpanId).toBe(find(spans, 'tools/call ask', server).spanId);
    });

    test('a tool call says what it is, by what it travels and as what it is known', () => {
      for (const kind of [client, server]) {
        const { attributes, status } = find(observed.spans, 'tools/call work', kind);
        expect(attributes).toMatchObject({
          'mcp.method.name': 'tools/call',
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'work',
          'mcp.protocol.version': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          'jsonrpc.request.id': expect.stringMatching(/^\d+$/),
          'genspan.outcome': 'completed',
          ...networkAttributes[transport],
        });
        expect('mcp.session.id' in attributes).toBe(transport === 'http');
        expect(status.code).toBe(0);
      }
    });

    test('other requests have no gen_ai.operation.name', () => {
      for (const name of ['tools/list', 'ping', 'initialize', 'resources/read', 'roots/list']) {
        const { attributes } = find(observed.spans, name, client);
        expect([name, attributes['gen_ai.operation.name'], attributes['mcp.method.name']]).toEqual([name, undefined, name]);
      }
      expect(find(observed.spans, 'prompts/get greeting', server).attributes['gen_ai.prompt.name']).toBe('greeting');
    });

    test.each([
      ['tools/call fail', 'tool_error', undefined],
      ['tools/call crash', '-32603', '-32603'],
      ['tools/call refuse', '-32042', '-32042'],
      ['tools/call missing', '-32602', '-32602', 'tools/call _OTHER'],
      ['completion/complete', '-32601', '-32601'],
    ])('%s fails as %s on both sides', (name, errorType, statusCode, nameAtServer = name) => {
      for (const [kind, spanName] of [
        [client, name],
        [server, nameAtServer],
      ] as const) {
        const { attributes, status } = find(observed.spans, spanName, kind);
        expect([attributes['error.type'], attributes['rpc.response.status_code'], status.code]).toEqual([errorType, statusCode, 2]);
      }
    });

    test('the name of a tool that is not there is told where it is asked for, and nowhere at the server', () => {
      expect(find(observed.spans, 'tools/call _OTHER', server).attributes['gen_ai.tool.name']).toBe('_OTHER');
      const namesOf = (metric: string): unknown[] =>
        observed.metrics
          .filter(({ name }) => name === metric)
          .flatMap(({ points }) => points.map(({ attributes }) => attributes['gen_ai.tool.name']));
      expect(namesOf('mcp.client.operation.duration')).toContain('missing');
      const atServer = namesOf('mcp.server.operation.duration');
      expect(atServer).toEqual(expect.arrayContaining(['echo', 'work', 'fail', 'crash', undefined]));
      expect(atServer.filter((name) => name === 'missing' || name === '_OTHER')).toEqual([]);
    });

    test('a timeout is an error, an abort is not; the server gives both up where it is told', () => {
      const outcomes = (kind: number): unknown[] =>
        observed.spans
          .filter((span) => span.name === 'tools/call slow' && span.kind === kind)
          .toSorted((one, other) => Number(one.startTimeUnixNano - other.startTimeUnixNano))
          .map(({ attributes }) => attributes['error.type'] ?? attributes['genspan.abandoned.reason']);
      expect(outcomes(client)).toEqual([contract.timeoutType, 'aborted', 'aborted']);
      const reason = contract.cannotCancel ? expect.any(String) : 'aborted';
      expect(outcomes(server)).toEqual([reason, reason]);
    });

    test('content is recorded on both sides, without personal data', () => {
      for (const kind of [client, server]) {
        const { attributes } = find(observed.spans, 'tools/call echo', kind);
        expect(attributes['gen_ai.tool.call.arguments']).toBe('{"text":"QUOKKA-argument","to":"[EMAIL]"}');
        expect(attributes['gen_ai.tool.call.result']).toContain('QUOKKA-argument');
        const read = find(observed.spans, 'resources/read', kind);
        expect(read.attributes['mcp.resource.uri']).toBe('file:///QUOKKA-path?to=[EMAIL]');
      }
      expect(observed.exported).not.toContain('quokka.keeper');
    });

    test('durations of requests and of sessions are measured on both sides', () => {
      const counts = (name: string): number =>
        observed.metrics
          .filter((metric) => metric.name === name)
          .reduce((sum, { points }) => sum + points.reduce((all, { count }) => all + (count ?? 0), 0), 0);
      expect(counts('mcp.client.operation.duration')).toBe(17);
      expect(counts('mcp.server.operation.duration')).toBe(16);
      expect(counts('mcp.client.session.duration')).toBe(1);
      // Over HTTP the session of a server outlives its client.
      expect(counts('mcp.server.session.duration')).toBe(transport === 'http' ? 0 : 1);
      expect(counts('gen_ai.execute_tool.duration')).toBe(0);
      const echo = observed.metrics
        .filter(({ name }) => name === 'mcp.client.operation.duration')
        .flatMap(({ points }) => points)
        .find(({ attributes }) => attributes['gen_ai.tool.name'] === 'echo');
      expect(echo?.attributes).toEqual({
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'echo',
        'gen_ai.operation.name': 'execute_tool',
        'mcp.protocol.version': expect.any(String),
        ...networkAttributes[transport],
        ...(transport === 'http' && { 'server.address': '127.0.0.1', 'server.port': expect.any(Number) }),
      });
    });
  });
}

const networkAttributes = {
  stdio: { 'network.transport': 'pipe' },
  http: { 'network.transport': 'tcp', 'network.protocol.name': 'http' },
  memory: {},
} as const;

export function mcpSpans(spans: readonly SpanData[], kind: number): SpanData[] {
  return spans.filter((span) => span.kind === kind && 'mcp.method.name' in span.attributes);
}

export function find(spans: readonly SpanData[], name: string, kind?: number): SpanData {
  const span = spans.find((each) => each.name === name && (kind === undefined || each.kind === kind));
  if (span === undefined)
    throw new Error(`There is no span "${name}" of kind ${kind} among: ${spans.map((each) => each.name).join(', ')}.`);
  return span;
}

function answersOf(spans: readonly SpanData[], { spanId }: SpanData): SpanData[] {
  return spans.filter((span) => span.parentSpanId === spanId && span.kind === server);
}

/** What the handlers of the server saw is in the results as a text of JSON. */
export function withoutTraceContext(outcomes: PairRun['outcomes']): unknown {
  const text = JSON.stringify(outcomes)
    .replaceAll(/,\\"meta\\":\{\\"traceparent\\":\\"[\w-]+\\"\}/g, '')
    .replaceAll(/,\\"traceparent\\":\\"[\w-]+\\"/g, '');
  return JSON.parse(text);
}
