import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed } from '@opentelemetry/core';
import { recordingPipeline } from '../../test/recording-pipeline';
import { type CommandAdapter, type CommandTarget, defineOperation, type Operation } from '../adapter';
import { applyCommandSeam } from './command';

type Callback = (error: unknown, answer?: unknown) => void;

interface AnswerOfHandler {
  readonly response: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
}

function operation(target: CommandTarget): Operation<CommandTarget> {
  return defineOperation<{ text: string }, string, CommandTarget>({
    name: 'chat',
    target,
    describeRequest: ({ body }) => ({ model: (body as { model?: string } | undefined)?.model }),
    describeResponse: (answer) => ({ id: (answer as { id?: string } | undefined)?.id }),
    describeHeaders: ({ tokens }) => (tokens === undefined ? undefined : { inputTokens: Number(tokens) }),
    stream: {
      field: 'stream',
      initial: () => ({ text: '' }),
      add: (state, chunk) => void (state.text += chunk),
      isComplete: () => false,
      assemble: ({ text }) => ({ id: text }),
    },
  });
}

function adapter(...[first = { command: 'AskCommand' }, ...others]: readonly CommandTarget[]): CommandAdapter {
  return {
    provider: 'oracle',
    module: { name: 'oracle', versions: '*' },
    seam: { kind: 'command', clientExport: 'OracleClient', requestPath: /\/ask$/ },
    operations: [operation(first), ...others.map(operation)],
  };
}

class Command {
  readonly input: unknown;
  constructor(input: unknown) {
    this.input = input;
  }
}
class AskCommand extends Command {}
class ListCommand extends Command {}

const server = { protocol: 'https:', hostname: 'oracle.example', port: 8443 };

interface Handler {
  handle(request: { readonly path: string }): Promise<AnswerOfHandler>;
}

/** Two services whose clients inherit one `send`, which gives requests for `paths` to its handler. */
function services(requestHandler: Handler, answerOf: (command: Command) => Promise<unknown>) {
  class Client {
    readonly config: { readonly requestHandler: Handler };
    readonly #paths: readonly string[];
    constructor(handler = requestHandler, paths: readonly string[] = ['/ask']) {
      this.config = { requestHandler: handler };
      this.#paths = paths;
    }
    send(command: Command, optionsOrCallback?: object | Callback, callback = optionsOrCallback as Callback | undefined): unknown {
      const answer = this.#answer(command, answerOf);
      if (typeof callback !== 'function') return answer;
      void callBack(answer, callback);
      return undefined;
    }
    async #answer(command: Command, answerTo: typeof answerOf): Promise<unknown> {
      for (const path of this.#paths) await this.config.requestHandler.handle({ path, ...server });
      return answerTo(command);
    }
  }
  class OracleClient extends Client {}
  class OtherClient extends Client {}
  return { OracleClient, OtherClient };
}

async function callBack(answer: Promise<unknown>, callback: Callback): Promise<void> {
  try {
    callback(null, await answer);
  } catch (error) {
    callback(error);
  }
}

const ok = async (): Promise<AnswerOfHandler> => ({ response: { statusCode: 200, headers: { tokens: '7' } } });

function patched(
  answerOf: (command: Command) => Promise<unknown> = async () => ({ id: 'a' }),
  handle: Handler['handle'] = ok,
  ...targets: readonly CommandTarget[]
) {
  const exports = services({ handle }, answerOf);
  const recording = recordingPipeline();
  const undo = applyCommandSeam(exports, adapter(...targets), recording.pipeline);
  return { ...exports, ...recording, undo, client: new exports.OracleClient() };
}

async function* chunks(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

beforeAll(() => void api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => api.context.disable());

describe('the command seam', () => {
  it('knows a command that a bundler has renamed, by its schema or without the mark of the bundler', async () => {
    class a extends Command {
      readonly schema = [9, 'com.oracle', 'Ask', 0];
    }
    const renamed = { _AskCommand: class extends Command {} };
    Object.defineProperty(renamed._AskCommand, 'name', { value: '_AskCommand' });
    const { client, ended } = patched();
    await client.send(new a({ model: 'minified' }));
    await client.send(new renamed._AskCommand({ model: 'renamed' }));
    expect(ended.map(({ request }) => request.model)).toEqual(['minified', 'renamed']);
  });

  it('suppresses tracing where the request is sent, and not in what the application has put before', async () => {
    const seen: string[] = [];
    const look = (place: string): void => void seen.push(`${place} ${isTracingSuppressed(api.context.active())}`);
    const { client } = patched(undefined, async () => (look('request'), ok()));
    await client.send(new AskCommand({}), {});
    const answerTo = async (): Promise<object> => (look('middleware'), {});
    await patched(answerTo).client.send(new AskCommand({}));
    expect(seen).toEqual(['request true', 'middleware false']);
  });

  it('suppresses it until `send` returns, too: there another instrumentation begins its span of the same call', async () => {
    const seen: boolean[] = [];
    const look = (): void => void seen.push(isTracingSuppressed(api.context.active()));
    class OracleClient {
      async send(_command: Command): Promise<void> {
        look();
        await undefined;
        look();
      }
    }
    applyCommandSeam({ OracleClient }, adapter(), recordingPipeline().pipeline);
    await new OracleClient().send(new AskCommand({}));
    expect(seen).toEqual([true, false]);
  });

  it('stands once around a handler, however often it is put on and taken off', async () => {
    let frames = 0;
    const handle = async (): Promise<AnswerOfHandler> => {
      frames = (new Error().stack ?? '').split('\n').filter((line) => line.includes('CommandRequests')).length;
      return ok();
    };
    const exports = services({ handle }, async () => ({}));
    const client = new exports.OracleClient();
    const framesAfter = async (times: number): Promise<number> => {
      for (let time = 0; time < times; time++) {
        const { pipeline } = recordingPipeline();
        const undo = applyCommandSeam(exports, adapter(), pipeline);
        await client.send(new AskCommand({}));
        undo();
      }
      return frames;
    };
    const once = await framesAfter(1);
    expect(once).toBeGreaterThan(0);
    expect(await framesAfter(4)).toBe(once);
  });

  it('makes a call of a command, with its input and what the promise comes to', async () => {
    const { client, ended } = patched();
    await expect(client.send(new AskCommand({ model: 'm' }))).resolves.toEqual({ id: 'a' });
    expect(ended).toMatchObject([{ provider: 'oracle', request: { model: 'm' }, outcome: { kind: 'completed' }, response: { id: 'a' } }]);
  });

  it('leaves commands alone that it does not know, and what is no command', async () => {
    const { client, ended } = patched();
    await client.send(new ListCommand({}));
    await client.send(undefined as never);
    expect(ended).toEqual([]);
  });

  it('leaves the clients of other services alone, which inherit the same `send`', async () => {
    const { OtherClient, ended } = patched();
    await new OtherClient().send(new AskCommand({}));
    expect(ended).toEqual([]);
  });

  it('hands a callback what it is given, in the context it was given in', async () => {
    const { client, ended } = patched();
    const key = api.createContextKey('of the application');
    const seen = await new Promise<unknown>((resolve) => {
      api.context.with(api.context.active().setValue(key, 'here'), () => {
        const returned = client.send(new AskCommand({}), {}, function (this: unknown, ...results: unknown[]) {
          resolve([results, returned, api.context.active().getValue(key)]);
        });
      });
    });
    expect(seen).toEqual([[null, { id: 'a' }], undefined, 'here']);
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' } }]);
  });

  it('ends a call whose callback is given an error, with as many arguments', async () => {
    const error = new Error('no');
    const { client, ended } = patched(() => Promise.reject(error));
    const results = await new Promise((resolve) => client.send(new AskCommand({}), (...given: unknown[]) => resolve(given)));
    expect(results).toEqual([error]);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed' } }]);
  });

  it('follows the stream in a field of the answer, in place', async () => {
    const answer = { stream: chunks('a', 'b') };
    const { stream } = answer;
    const { client, ended } = patched(async () => answer);
    const given = (await client.send(new AskCommand({}))) as typeof answer;
    expect([given === answer, given.stream === stream, ended.length]).toEqual([true, true, 0]);
    for await (const _chunk of given.stream);
    expect(ended).toMatchObject([{ response: { id: 'ab' }, request: { stream: true } }]);
  });

  it('fails where `send` throws at once, with the error that the application is given', () => {
    const error = new Error('at once');
    const exports = {
      OracleClient: class {
        send(_command: Command): unknown {
          throw error;
        }
      },
    };
    const { pipeline, ended } = recordingPipeline();
    applyCommandSeam(exports, adapter(), pipeline);
    expect(() => new exports.OracleClient().send(new AskCommand({}))).toThrow(error);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed' } }]);
  });

  it('is one of several operations of a command, the first that accepts, whose input is read once', async () => {
    let readCount = 0;
    const bodyOf = (input: unknown): unknown => {
      readCount++;
      return { model: `read-${(input as { model: string }).model}` };
    };
    const command = 'AskCommand';
    const targets = [{ command, bodyOf, accepts: () => false }, { command, bodyOf, accepts: () => true }, { command }];
    const { client, ended } = patched(undefined, undefined, ...targets);
    await client.send(new AskCommand({ model: 'm' }));
    expect([ended[0]?.request.model, ended.length, readCount]).toEqual(['read-m', 1, 1]);
  });

  it('is a call also where the adapter cannot read it', async () => {
    const fail = (): never => {
      throw new Error('broken');
    };
    const { client, ended, pipeline } = patched(undefined, undefined, { command: 'AskCommand', bodyOf: fail, accepts: fail });
    await expect(client.send(new AskCommand({ model: 'm' }))).resolves.toEqual({ id: 'a' });
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' } }]);
    expect(pipeline.guard.errorCount).toBeGreaterThan(0);
  });

  it('tells an abort by the application from one that it did not ask for', async () => {
    const abort = new AbortController();
    const { client, ended } = patched(() => Promise.reject(Object.assign(new Error('gone'), { name: 'AbortError' })));
    await expect(client.send(new AskCommand({}), { abortSignal: abort.signal })).rejects.toThrow('gone');
    abort.abort();
    await expect(client.send(new AskCommand({}), { abortSignal: abort.signal })).rejects.toThrow('gone');
    expect(ended.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'failed', failure: { type: 'timeout' } },
      { kind: 'abandoned', reason: 'aborted' },
    ]);
  });

  it('patches a client once, and takes back what it patched', async () => {
    const { OracleClient, client, ended, undo, pipeline } = patched();
    applyCommandSeam({ OracleClient }, adapter(), pipeline)();
    await client.send(new AskCommand({}));
    undo();
    await client.send(new AskCommand({}));
    expect([ended.length, Object.hasOwn(OracleClient.prototype, 'send')]).toEqual([1, false]);
  });

  it('says what is missing of a client that it does not know', () => {
    const { pipeline } = recordingPipeline();
    expect(() => applyCommandSeam({ OracleClient: Command }, adapter(), pipeline)).toThrow('send is not a function');
    expect(() => applyCommandSeam({}, adapter(), pipeline)).toThrow('no export named OracleClient');
  });
});

describe('the requests of a command', () => {
  it('tell where they go, the first call of a client at its end, the next at its start', async () => {
    const { client, started, ended } = patched();
    await client.send(new AskCommand({}));
    await client.send(new AskCommand({}));
    const known = { serverAddress: 'oracle.example', serverPort: 8443 };
    expect(started[0]?.serverAddress).toBeUndefined();
    expect([started[1], ...ended]).toMatchObject([known, known, known]);
  });

  it('tell status and headers of the answer, of which usage is read', async () => {
    const { client, ended } = patched();
    await client.send(new AskCommand({}));
    expect(ended).toMatchObject([{ httpStatus: 200, response: { usage: { inputTokens: 7 } }, resendCount: 0 }]);
  });

  it('are counted, but for those that the handler carries for credentials', async () => {
    const { OracleClient, ended } = patched();
    await new OracleClient(undefined, ['/', '/ask']).send(new AskCommand({}));
    await new OracleClient(undefined, ['/', '/ask', '/ask']).send(new AskCommand({}));
    expect(ended).toMatchObject([{ resendCount: 0, serverPort: 8443 }, { resendCount: 1 }]);
  });

  it("are nobody else's that goes through the same handler", async () => {
    const requestHandler = { handle: ok };
    const { OracleClient, OtherClient, ended } = patched();
    await new OracleClient(requestHandler).send(new AskCommand({}));
    await expect(new OtherClient(requestHandler).send(new AskCommand({}))).resolves.toEqual({ id: 'a' });
    expect(ended).toHaveLength(1);
  });

  it('leave the handler as it looks, and its rejections to whoever asked', async () => {
    const error = new Error('refused');
    const { OracleClient, ended } = patched(undefined, undefined);
    class Refusing {
      handle(): Promise<AnswerOfHandler> {
        return Promise.reject(error);
      }
    }
    const requestHandler = new Refusing();
    await expect(new OracleClient(requestHandler).send(new AskCommand({}))).rejects.toBe(error);
    expect([Object.keys(requestHandler), { ...requestHandler }]).toEqual([[], {}]);
    expect(ended).toMatchObject([{ outcome: { kind: 'failed' } }]);
  });

  it('may go through a handler that cannot be patched', async () => {
    const { OracleClient, ended } = patched();
    await new OracleClient(Object.freeze({ handle: ok })).send(new AskCommand({}));
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, serverAddress: undefined }]);
  });
});
