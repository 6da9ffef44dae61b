import type { Context } from '@opentelemetry/api';
import type { Call, ServerParts } from '../call/call';
import { isThenable } from '../call/thenable';
import { asNumber, asRecord, asString, type JsonRecord } from '../json';
import { modelCallContext } from '../context/call-scope';
import { applyPatch } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';

const activeCallKey = Symbol('genspan command call');
/** The handlers whose `handle` is shadowed, and for whom. */
const watchedHandlers = new WeakMap<object, { requests: CommandRequests }>();

/**
 * The HTTP requests of commands, as the client's own handler (`config.requestHandler`) is given them: nothing before it knows where they go,
 * and nothing after it tells the headers of the answer. Only from there on tracing is suppressed: middleware and credentials are the
 * application's. The handler's `handle` is shadowed by an own property, once; without a call in the context it does nothing, so it may stay when
 * genspan leaves.
 */
export class CommandRequests {
  readonly #pipeline: Pipeline;
  readonly #path: RegExp;
  readonly #baseUrls = new WeakMap<object, string>();

  constructor(pipeline: Pipeline, path: RegExp) {
    this.#pipeline = pipeline;
    this.#path = path;
  }

  /** Where the client's last request went; `undefined` before its first. */
  baseUrlOf(client: object): string | undefined {
    return this.#baseUrls.get(client);
  }

  /** Answers the context in which the call's requests are told apart from others of the same handler. */
  watch(client: object, call: Call): Context {
    const handler = asRecord(asRecord((client as { readonly config?: unknown }).config)?.['requestHandler']);
    if (handler === undefined) return call.requestContext;
    const known = watchedHandlers.get(handler);
    if (known === undefined) {
      const watched = { requests: this };
      watchedHandlers.set(handler, watched);
      applyPatch(handler, 'handle', (original) => {
        return function handle(...args) {
          return watched.requests.#handle(args, () => original.apply(this, args));
        };
      });
    } else known.requests = this;
    return call.requestContext.setValue(activeCallKey, { call, client });
  }

  #handle([request]: readonly unknown[], send: () => unknown): unknown {
    const { guard, telemetry } = this.#pipeline;
    const api = telemetry.api();
    const context = api.context.active();
    const active = context.getValue(activeCallKey) as ActiveCall | undefined;
    if (active === undefined || !guard.run('the watching of a request', () => this.#sent(active, asRecord(request)))) return send();
    const answer = api.context.with(modelCallContext(api, context), send);
    if (!isThenable(answer)) return answer;
    return answer.then((value: unknown) => {
      guard.run('the reading of headers', () => readAnswer(active.call, asRecord(asRecord(value)?.['response'])));
      return value;
    });
  }

  #sent({ call, client }: ActiveCall, request: JsonRecord | undefined): boolean {
    if (!this.#path.test(asString(request?.['path']) ?? '')) return false;
    const server = serverOf(request);
    call.requestSent(server);
    if (server !== undefined) this.#baseUrls.set(client, `${server.protocol}//${server.serverAddress}:${server.serverPort}`);
    return true;
  }
}

interface ActiveCall {
  readonly call: Call;
  readonly client: object;
}

function serverOf(request: JsonRecord | undefined): (ServerParts & { readonly protocol: string }) | undefined {
  const serverAddress = asString(request?.['hostname']);
  if (serverAddress === undefined || serverAddress === '') return undefined;
  const protocol = asString(request?.['protocol']) ?? 'https:';
  return { protocol, serverAddress, serverPort: asNumber(request?.['port']) ?? (protocol === 'http:' ? 80 : 443) };
}

function readAnswer(call: Call, response: JsonRecord | undefined): void {
  call.headersReceived(asNumber(response?.['statusCode']), asRecord(response?.['headers']));
}
