/** A tool that a framework runs and that asks an MCP server for the same tool: two reports of one call. */
import { find } from './pair-contract';
import { runPair, versions, type PairRun } from './run-pair';

const langchain = { '@langchain/core': '../langchain/node_modules/@langchain/core' };

describe.each(['cjs', 'esm'] as const)('as %s', (format) => {
  let observed: PairRun;
  beforeAll(async () => {
    const version = versions['sdk newest'];
    const packages = { ...version.packages, ...langchain };
    observed = await runPair({ version: { ...version, packages }, format, transport: 'stdio', program: 'tool-client', environment: {} });
  });

  test('the span of the framework is told what it travels by, and the server is its child', () => {
    const tool = find(observed.spans, 'execute_tool mcp__test__echo');
    expect(tool.attributes).toMatchObject({ 'mcp.method.name': 'tools/call', 'network.transport': 'pipe', 'jsonrpc.request.id': '1' });
    expect(observed.spans.filter(({ name }) => name === 'tools/call echo').map(({ kind, parentSpanId }) => [kind, parentSpanId])).toEqual([
      [2, tool.spanId],
    ]);
  });

  test('another tool that the framework runs meanwhile is another call', () => {
    const other = find(observed.spans, 'execute_tool other');
    expect(other.attributes['mcp.method.name']).toBeUndefined();
    expect(find(observed.spans, 'tools/call work', 3).parentSpanId).toBe(other.spanId);
  });

  test('the duration is measured as that of the tool and as that of the request', () => {
    const names = observed.metrics
      .filter(({ points }) => points.some(({ attributes }) => String(attributes['gen_ai.tool.name']).endsWith('echo')))
      .map(({ name }) => name);
    expect(names.toSorted()).toEqual(['gen_ai.execute_tool.duration', 'mcp.client.operation.duration', 'mcp.server.operation.duration']);
  });
});
