/** The fixtures through the real SDK: what its versions make of the same bytes, and what the adapter then says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMappingCases } from '@genspan/adapter-testing';
import * as api from '@opentelemetry/api';
import { readSettings } from '../../core/src/config/settings';
import type { CallContent } from '../../core/src/content/content-stage';
import { Pipeline } from '../../core/src/pipeline';
import type { EndedCall } from '../../core/src/record/recorder';
import { applyStainlessSeam } from '../../core/src/seams/stainless';
import { anthropicAdapter } from '../src/adapter';

interface Stream extends AsyncIterable<unknown> {
  on(event: 'error', listener: () => void): void;
  done(): Promise<void>;
}

interface Client {
  readonly messages: { create(body: object): Promise<unknown>; stream(body: object): Stream };
}

type ClientClass = new (options: object) => Client;

interface Facts {
  readonly request: object;
  readonly input: object;
  readonly response: { readonly failure?: { readonly type: string } };
  readonly output: object;
}

const sdks = join(__dirname, '../../../test/sdks/node_modules');
const versions = ['anthropic-0.60', 'anthropic-0.133', 'anthropic-0.137', 'anthropic-1.0', 'anthropic-1.12', '@anthropic-ai/sdk'];
const fixtures = join(__dirname, '../fixtures');
const chats = readMappingCases(fixtures).filter(({ folder }) => folder === 'chat');

const plain = async (client: Client, body: object): Promise<unknown> => client.messages.create(body);

async function streamed(client: Client, body: object): Promise<void> {
  for await (const _event of (await client.messages.create({ ...body, stream: true })) as Stream);
}

async function helper(client: Client, body: object): Promise<void> {
  const stream = client.messages.stream(body);
  stream.on('error', () => {});
  await stream.done();
}

const ways = [
  ['plain', 'json', 'application/json', plain],
  ['chunks', 'sse', 'text/event-stream', streamed],
  ['chunks', 'sse', 'text/event-stream', helper],
] as const;

const ended: EndedCall[] = [];
const contents: CallContent[] = [];
const pipeline = new Pipeline({
  settings: readSettings({}, { mode: 'redacted' }).settings,
  telemetry: { api: () => api, tracer: () => undefined, meter: () => undefined, logger: () => undefined },
  content: {
    wantsContent: true,
    capture(content, done) {
      contents.push(content);
      done({ mode: 'off' });
    },
    flush: async () => {},
    flushSync: () => {},
  },
  costs: { estimate: () => undefined },
  recorders: [{ name: 'test', callEnded: (call) => ended.push(call) }],
});

beforeEach(() => {
  ended.length = 0;
  contents.length = 0;
  // The SDK warns of models that are about to be switched off.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe.each(versions)('%s', (version) => {
  const { Anthropic } = require(join(sdks, version)) as { Anthropic: ClientClass };
  const undo = applyStainlessSeam(Anthropic, anthropicAdapter, pipeline);
  afterAll(undo);

  const cases = ways.flatMap(([answer, suffix, contentType, send]) =>
    chats
      .filter((chat) => chat[answer] !== undefined)
      .map(
        (chat) => [chat.name, send.name, readFileSync(join(fixtures, 'chat', `${chat.name}.${suffix}`)), contentType, send, chat] as const,
      ),
  );

  test.each(cases)('%s, %s', async (name, _way, body, contentType, send, chat) => {
    const status = Number(/^error-(\d+)/.exec(name)?.[1] ?? 200);
    const fetch = async (): Promise<Response> => new Response(body, { status, headers: { 'content-type': contentType } });
    const { stream: _stream, ...request } = chat.request as { stream?: boolean };
    await send(new Anthropic({ apiKey: 'key', maxRetries: 0, fetch }), request).catch(() => {});

    const facts = chat.facts as Facts;
    expect(ended.map(({ outcome }) => outcome.kind)).toEqual([facts.response.failure === undefined ? 'completed' : 'failed']);
    expect({ ...ended[0]?.request, stream: undefined }).toEqual({ ...facts.request, stream: undefined });
    expect(contents[0]?.input).toEqual(facts.input);
    expect(failureType(ended[0])).toBe(facts.response.failure?.type);
    expect({ response: ended[0]?.response, output: contents[0]?.output }).toEqual(responseSeen(facts, status));
  });
});

/** An `error` event is thrown by the SDK and not seen as a chunk; of an HTTP error there is no response to describe. */
function responseSeen({ response: { failure: _failure, ...response }, output }: Facts, status: number): object {
  return status === 200 ? { response, output } : { response: {} };
}

function failureType(call: EndedCall | undefined): string | undefined {
  return call?.outcome.kind === 'failed' ? call.outcome.failure.type : undefined;
}
