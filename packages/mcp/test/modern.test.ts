/** The revision of the protocol without `initialize` and sessions, which packages since 2.0 speak where both sides ask for it. */
import { find } from './pair-contract';
import { runPair, versions, type PairRun } from './run-pair';

const pair = { version: versions['client and server newest'], transport: 'http', program: 'modern-client' } as const;

describe.each(['cjs', 'esm'] as const)('as %s', (format) => {
  let observed: PairRun;
  beforeAll(async () => {
    observed = await runPair({ ...pair, format, environment: { GENSPAN_CONTENT: 'redacted' } });
  });

  test('results are the same', async () => {
    const baseline = await runPair({ ...pair, format });
    expect([observed.outcomes, observed.stderr]).toEqual([baseline.outcomes, baseline.stderr]);
  });

  test('a request that is repeated with what the server asked for is one call of the client and two of the server', () => {
    const confirm = observed.spans.filter(({ name }) => name === 'tools/call confirm');
    const sent = find(observed.spans, 'tools/call confirm', 3);
    expect(confirm.map(({ kind }) => kind).toSorted()).toEqual([2, 2, 3]);
    expect(confirm.filter(({ kind }) => kind === 2).map(({ parentSpanId }) => parentSpanId)).toEqual([sent.spanId, sent.spanId]);
  });

  test('both sides know the revision, and there is no session', () => {
    for (const kind of [2, 3]) {
      const { attributes } = find(observed.spans, 'tools/call greet', kind);
      expect([attributes['mcp.protocol.version'], attributes['mcp.session.id']]).toEqual(['2026-07-28', undefined]);
    }
    expect(observed.metrics.map(({ name }) => name)).toContain('mcp.client.session.duration');
    expect(observed.metrics.map(({ name }) => name)).not.toContain('mcp.server.session.duration');
  });
});
