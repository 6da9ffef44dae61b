import { appTimeoutMs, runApp } from '../coexistence/run-app';

jest.setTimeout(appTimeoutMs);

const app = 'api-1.10/no-telemetry.cjs';
const traceparent = expect.stringMatching(/^traceparent: 00-/);

test('HTTP spans and model calls inside a scope carry it, the request around it does not', async () => {
  const report = await runApp({ app, args: ['before', 'scoped'] });
  expect(report.ownScopes.toSorted()).toEqual(['GET: u-1, inner', 'GET: u-1, inner', 'sendByFetch: u-1, inner', 'sendByHttp: u-1, inner']);
  expect(report.errors).toEqual([]);
});

test('nothing is handed on to a host that is not listed', async () => {
  const report = await runApp({ app, args: ['before', 'scoped'], environment: { GENSPAN_BAGGAGE_HOSTS: 'billing.internal' } });
  expect(report['otherHeaders']).toEqual([[traceparent], [traceparent]]);
  expect(report['providerHeaders']).toEqual([[], []]);
});

test('a scope is handed on to a listed host, and never to a model provider, listed or not', async () => {
  const report = await runApp({ app, args: ['before', 'scoped'], environment: { GENSPAN_BAGGAGE_HOSTS: '127.0.0.1' } });
  const baggage = expect.stringMatching(/^baggage: genspan\.user\.id=u-1,genspan\.tags=%5B%22inner%22%5D$/);
  expect(report['otherHeaders']).toEqual([expect.arrayContaining([traceparent, baggage]), expect.arrayContaining([traceparent, baggage])]);
  expect(report['providerHeaders']).toEqual([[], []]);
});

test('a scope that arrives with a request is that of all its spans', async () => {
  const headers = { baggage: 'genspan.user.id=u-2,genspan.tags=%5B%22outer%22%5D,user.id=spoofed' };
  const report = await runApp({ app, args: ['before'], environment: { USER_HEADERS: JSON.stringify(headers) } });
  expect(report.ownScopes.toSorted()).toEqual(['GET', 'GET', 'GET', 'sendByFetch', 'sendByHttp'].map((name) => `${name}: u-2, outer`));
});

test('a scope inside one that arrived adds to it', async () => {
  const headers = { baggage: 'genspan.user.id=u-2,genspan.tags=%5B%22outer%22%5D' };
  const report = await runApp({ app, args: ['before', 'scoped'], environment: { USER_HEADERS: JSON.stringify(headers) } });
  expect(report.ownScopes).toContain('sendByFetch: u-1, outer, inner');
});
