/** An agent with a tool in a second process, asked over HTTP: what happens in both is one trace, and is billed once. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SpanData } from '@genspan/adapter-testing';
import { runPair, versions, type PairRun } from './run-pair';

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string }[];
}

/** Asks for a tool until it has its result, and counts the tokens that it bills. */
async function startModel() {
  const billed = { input: 0, output: 0 };
  const server: Server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { model, messages } = (await json(request)) as ChatRequest;
    const asks = model === 'gpt-5' && messages.length === 1;
    const usage = { prompt_tokens: 10 * messages.length, completion_tokens: 3, total_tokens: 10 * messages.length + 3 };
    billed.input += usage.prompt_tokens;
    billed.output += usage.completion_tokens;
    const tool = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Bern"}' } };
    const message = { role: 'assistant', content: asks ? null : 'Sunny.', ...(asks && { tool_calls: [tool] }) };
    const choices = [{ index: 0, finish_reason: asks ? 'tool_calls' : 'stop', message }];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model, choices, usage }));
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, billed, [Symbol.dispose]: () => void server.close() };
}

const kinds = ['', 'INTERNAL', 'SERVER', 'CLIENT'];

/** Each span as a line, its children indented below it, in the order of their start. */
function drawTree(spans: readonly SpanData[], parentSpanId: string | undefined, depth = 0): string[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return spans
    .filter((span) => (parentSpanId === undefined ? !known.has(span.parentSpanId ?? '') : span.parentSpanId === parentSpanId))
    .toSorted((one, other) => Number(one.startTimeUnixNano - other.startTimeUnixNano))
    .flatMap((span) => [
      `${'  '.repeat(depth)}${span.name} ${kinds[span.kind]} ${String(span.resource['service.name'])}`,
      ...drawTree(spans, span.spanId, depth + 1),
    ]);
}

const pairs = [
  { version: versions['sdk newest'], format: 'cjs' },
  { version: versions['client and server newest'], format: 'esm' },
] as const;

describe.each(pairs)('$version.label, $format', ({ version, format }) => {
  let observed: PairRun;
  let billed: { readonly input: number; readonly output: number };

  beforeAll(async () => {
    using model = await startModel();
    const packages = { ...version.packages, openai: 'openai-7.57' };
    const environment = { MODEL_URL: model.url };
    observed = await runPair({ version: { ...version, packages }, format, transport: 'stdio', program: 'agent', environment });
    billed = model.billed;
  });

  test('the request, the model, the tool in the other process and the model that it asks are one trace', () => {
    expect(observed.outcomes).toEqual({ answer: 'Sunny.' });
    const traceId = observed.spans.find(({ name }) => name === 'chat gpt-5')?.traceId;
    expect(
      drawTree(
        observed.spans.filter((span) => span.traceId === traceId),
        undefined,
      ),
    ).toEqual([
      'GET CLIENT client',
      '  GET SERVER client',
      '    chat gpt-5 CLIENT client',
      '    tools/call weather CLIENT client',
      '      tools/call weather SERVER tools',
      '        chat gpt-5-mini CLIENT tools',
      '    chat gpt-5 CLIENT client',
    ]);
  });

  test('the tokens of the trace are those that the model billed', () => {
    const sum = (name: string): number => observed.spans.reduce((all, { attributes }) => all + Number(attributes[name] ?? 0), 0);
    expect([sum('gen_ai.usage.input_tokens'), sum('gen_ai.usage.output_tokens')]).toEqual([billed.input, billed.output]);
    expect(billed.input).toBeGreaterThan(0);
  });
});
