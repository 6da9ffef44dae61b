import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientInput, Operation, RequestInput } from '@genspan/core/adapter';
import { anthropicAdapter } from './adapter';

const fixtures = join(__dirname, '../fixtures');
const routes: Readonly<Record<string, string>> = {
  chat: 'POST /messages',
  'text-completion': 'POST /complete',
  'create-agent': 'POST /agents',
};
const cases = readdirSync(fixtures).flatMap((folder) =>
  readdirSync(join(fixtures, folder))
    .filter((file) => file.endsWith('.facts.json'))
    .map((file) => [folder, file.slice(0, -'.facts.json'.length)] as const),
);
const streamed = cases.filter(([folder, name]) => existsSync(path(folder, name, 'sse')));
const plain = cases.filter(([folder, name]) => existsSync(path(folder, name, 'json')));

test.each(cases)('%s/%s: the request is described', (folder, name) => {
  const operation = operationOf(folder);
  const request = requestOf(readJson(folder, name, 'request.json'));
  const facts = expected(folder, name);
  expect(asJson(operation.describeRequest(request))).toEqual(facts.request);
  expect(asJson(operation.describePrompt?.(request.body))).toEqual(facts.prompt);
  expect(asJson(operation.describeInput?.(request.body))).toEqual(facts.input);
});

test.each(plain)('%s/%s: the plain response is described', (folder, name) => {
  const { response, output } = expected(folder, name);
  expect(described(folder, readJson(folder, name, 'json'))).toEqual({ response, output });
});

test.each(streamed)('%s/%s: the streamed response is described as the plain one', (folder, name) => {
  const { stream } = operationOf(folder);
  const state = stream?.initial();
  for (const chunk of readChunks(folder, name)) stream?.add(state, deepFreeze(chunk));
  const { response, output } = expected(folder, name);
  expect(described(folder, stream?.assemble(state))).toEqual({ response, output });
});

test.each(streamed)('%s/%s: nothing is kept of the chunks, which the application may change', (folder, name) => {
  const { stream } = operationOf(folder);
  const state = stream?.initial();
  for (const chunk of readChunks(folder, name)) {
    stream?.add(state, chunk);
    wreck(chunk);
  }
  const { response, output } = expected(folder, name);
  expect(described(folder, stream?.assemble(state))).toEqual({ response, output });
});

test.each(streamed.filter(([, name]) => name !== 'error-in-stream'))('%s/%s: the answer is whole before its last event', (folder, name) => {
  const { stream } = operationOf(folder);
  const state = stream?.initial();
  const wholeAfter = readChunks(folder, name).findIndex((chunk) => {
    const before = stream?.isComplete(state);
    stream?.add(state, chunk);
    return before === false && stream?.isComplete(state) === true;
  });
  const lastButStop = folder === 'chat' ? -2 : -1;
  expect(wholeAfter).toBe(readChunks(folder, name).length + lastButStop);
});

test('a stream that ends in an error is not whole', () => {
  const { stream } = operationOf('chat');
  const state = stream?.initial();
  for (const chunk of readChunks('chat', 'error-in-stream')) stream?.add(state, chunk);
  expect(stream?.isComplete(state)).toBe(false);
});

test.each<readonly [string, Partial<ClientInput>, string | undefined]>([
  ['the Anthropic client', { classNames: ['Anthropic', 'BaseAnthropic'], declaredProvider: 'anthropic' }, undefined],
  ['an application class', { classNames: ['MyClient', 'Anthropic', 'BaseAnthropic'] }, undefined],
  ['a Bedrock client that declares nothing', { classNames: ['AnthropicBedrock', 'BaseAnthropic'] }, 'aws.bedrock'],
  ['a class derived from a Bedrock client', { classNames: ['Mine', 'AnthropicBedrockMantle', 'BaseAnthropic'] }, 'aws.bedrock'],
  ['a Vertex client', { classNames: ['AnthropicVertex', 'BaseAnthropic'], declaredProvider: 'gcp.vertex_ai' }, 'gcp.vertex_ai'],
  [
    'a Foundry client, which declares anthropic',
    { classNames: ['AnthropicFoundry', 'Anthropic', 'BaseAnthropic'], declaredProvider: 'anthropic' },
    'azure.ai.inference',
  ],
  ['a client whose class names are minified', { classNames: ['t', 'e'], declaredProvider: 'aws.bedrock' }, 'aws.bedrock'],
])('the provider of %s', (_client, input, provider) => {
  expect(anthropicAdapter.providerOf?.({ className: input.classNames?.[0] ?? '', classNames: [], ...input })).toBe(provider);
});

const garbage: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'text',
  [],
  [[null]],
  {},
  () => 1,
  { messages: null, system: 7, tools: 'all', stop_sequences: [1], model: {} },
  { messages: {}, system: [null, 3, {}], tools: [null, 'x', {}] },
  { messages: [null, 1, [], { content: { type: 'text' } }, { role: 3, content: [{ type: 'tool_result', content: 9 }] }] },
  { content: 'text', usage: 'none', stop_reason: 1, error: 'failed', model: [] },
  { content: [null, { type: 'image', source: null }, { type: 'text', text: null }], usage: { input_tokens: '3' }, error: {} },
  { type: 'message_start' },
  { type: 'message_start', message: { usage: [], content: 3 } },
  { type: 'content_block_start', index: 'first', content_block: null },
  { type: 'content_block_delta', index: {}, delta: 4 },
  { type: 'message_delta', delta: 'd', usage: 'u' },
  { type: 'error', error: 'overloaded' },
];

test.each(anthropicAdapter.operations.map((operation) => [operation.name, operation] as const))(
  '%s: what nobody would send is described without an exception',
  (_name, operation) => {
    const { stream } = operation;
    const state = stream?.initial();
    for (const value of [...garbage, deeplyNested(), cyclic()]) {
      operation.describeRequest(requestOf(value));
      operation.describePrompt?.(value);
      operation.describeInput?.(value);
      operation.describeResponse(value);
      operation.describeOutput?.(value);
      stream?.add(state, value);
    }
    expect(() => JSON.stringify([stream?.isComplete(state), operation.describeResponse(stream?.assemble(state))])).not.toThrow();
  },
);

function described(folder: string, response: unknown): unknown {
  const operation = operationOf(folder);
  deepFreeze(response);
  return asJson({ response: operation.describeResponse(response), output: operation.describeOutput?.(response) });
}

function expected(folder: string, name: string): Readonly<Record<string, unknown>> {
  return readJson(folder, name, 'facts.json') as Record<string, unknown>;
}

function operationOf(folder: string): Operation {
  const operation = anthropicAdapter.operations.find(({ target }) => target.route === routes[folder]);
  if (operation === undefined) throw new Error(`no operation for the fixtures in ${folder}`);
  return operation;
}

function requestOf(body: unknown): RequestInput {
  return { method: 'POST', path: '/', query: {}, body: deepFreeze(body) };
}

function path(folder: string, name: string, suffix: string): string {
  return join(fixtures, folder, `${name}.${suffix}`);
}

function readJson(folder: string, name: string, suffix: string): unknown {
  return JSON.parse(readFileSync(path(folder, name, suffix), 'utf8'));
}

function readChunks(folder: string, name: string): unknown[] {
  const events = readFileSync(path(folder, name, 'sse'), 'utf8').split('\n\n');
  return events.filter((event) => event !== '').map((event) => JSON.parse(event.slice(event.indexOf('data: ') + 'data: '.length)));
}

/** Without the fields that are `undefined`. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

function wreck(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    wreck(Reflect.get(value, key));
    Reflect.set(value, key, 'changed by the application');
  }
}

function deeplyNested(): unknown {
  let content: unknown = 'deep';
  for (let level = 0; level < 1_000; level += 1) content = [{ type: 'tool_result', content }];
  return { messages: [{ role: 'user', content }], content };
}

function cyclic(): unknown {
  const block: Record<string, unknown> = { type: 'tool_result' };
  block.content = [block];
  return {
    messages: [{ role: 'user', content: [block] }],
    content: [block],
    system: [block],
    tools: [block],
    type: 'content_block_start',
    index: 0,
    content_block: block,
  };
}
