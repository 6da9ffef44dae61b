import { type FakeProvider, startFakeProvider } from './fake-provider';
import { anthropicRoutes, openaiRoutes } from './wire-route';

let provider: FakeProvider;

beforeAll(async () => {
  provider = await startFakeProvider([...openaiRoutes('openai'), ...anthropicRoutes()]);
});

afterAll(() => provider.close());

function post(key: string, cases: string, request: object, signal?: AbortSignal): Promise<Response> {
  const init: RequestInit = { method: 'POST', body: JSON.stringify(request), headers: { 'X-Test': 'one' } };
  return fetch(`${provider.origin}/${key}/${cases}/v1/chat/completions?a=1`, signal ? { ...init, signal } : init);
}

function requestsOf(key: string): FakeProvider['requests'] {
  return provider.requests.filter((request) => request.key === key);
}

test('answers one case a request, and the last for all further ones', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await post('sequence', 'status-500,seeded', {})).status);
  expect(statuses).toEqual([500, 200, 200]);
});

test('keeps each request as it came', async () => {
  await post('kept', 'seeded', { model: 'm' });
  expect(requestsOf('kept')).toMatchObject([{ method: 'POST', path: '/v1/chat/completions?a=1', body: '{"model":"m"}' }]);
  expect(requestsOf('kept')[0]?.rawHeaders.join(' ')).toContain('X-Test one');
});

test('streams when the request asks for it, with the bytes of the fixture', async () => {
  const response = await post('stream', 'seeded', { stream: true });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(await response.text()).toMatch(/^data: \{"id":"chatcmpl-seeded"[^]*data: \[DONE\]\n\n$/);
});

test('says whether the client left before the end, and how much it was sent', async () => {
  const abort = new AbortController();
  const response = await post('left', 'stream-endless', { stream: true }, abort.signal);
  await response.body?.getReader().read();
  abort.abort();
  await fetch(`${provider.origin}/control/settled/left`);
  expect(requestsOf('left')).toMatchObject([{ disconnected: true, eventsSent: expect.any(Number) }]);
  expect(requestsOf('left')[0]?.eventsSent).toBeGreaterThan(0);
});

test('does not take an answer that was sent whole for a client that left', async () => {
  await (await post('whole', 'seeded', { stream: true })).text();
  expect(requestsOf('whole')).toMatchObject([{ disconnected: false }]);
});

test.each([
  ['disconnect', 'fetch failed'],
  ['cut-body', 'terminated'],
])('%s breaks the connection', async (name, message) => {
  await expect(post(name, name, {}).then((response) => response.text())).rejects.toThrow(message);
});

test('stream-cut breaks the connection after the first text', async () => {
  const reader = (await post('cut', 'stream-cut', { stream: true })).body?.getReader();
  const first = await reader?.read();
  expect(Buffer.from(first?.value ?? []).toString()).toContain('chatcmpl-seeded');
  await expect(
    (async () => {
      while (!(await reader?.read())?.done);
    })(),
  ).rejects.toThrow('terminated');
});

test.each([
  ['stream-broken', /data: \{"id":"chatc\n\n/],
  ['stream-unknown', /event: omen\n/],
  ['stream-error', /"error":\{[^\n]*\n\n$/],
  ['stream-short', /QUOKKA-output one "\}[^\n]*\n\n$/],
])('%s sends what its name says', async (name, expected) => {
  expect(await (await post(name, name, { stream: true })).text()).toMatch(expected);
});

test('stream-N repeats one text N times', async () => {
  const text = await (await post('many', 'stream-500', { stream: true })).text();
  expect(text.split('QUOKKA-output one').length - 1).toBe(501);
});

test('serves the fixtures of a provider package, with the status in their name', async () => {
  expect((await post('recorded', 'recorded-error-429', {})).status).toBe(429);
  expect(await (await post('recorded-text', 'recorded-text', {})).json()).toMatchObject({ object: 'chat.completion' });
});

test('says which file it misses for a case it does not have', async () => {
  const response = await post('missing', 'nonsense', {});
  expect([response.status, await response.text()]).toEqual([
    501,
    expect.stringContaining('has no case "nonsense": there is no nonsense.json in'),
  ]);
});
