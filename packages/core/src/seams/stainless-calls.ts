import { performance } from 'node:perf_hooks';
import type { Operation, StainlessAdapter, RequestInput } from '../adapter';
import { startCall } from '../call/start-call';
import { isThenable } from '../call/thenable';
import { modelCallContext } from '../context/call-scope';
import { asRecord, asString } from '../json';
import type { Undo } from '../patch/module-hook';
import { applyPatch, type Method } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';
import { ProviderResolver } from '../provider/resolve-provider';
import { Attempt } from './attempt';
import { Routes, splitQuery } from './routes';
import { ownerOf } from './owner-of';
import { followForeignPromise, followSdkPromise } from './stainless-promise';

interface FoundRequest {
  readonly options: object;
  readonly operation: Operation;
  readonly request: RequestInput;
}

interface Prepared {
  /** To be handed to the SDK in place of the application's. */
  readonly options: unknown;
  readonly attempt: Attempt;
}

const attemptKey = Symbol('genspan.attempt');

/** A promise of our own, marked in place: an entry of a WeakMap costs some microseconds at each call and at each collection. */
interface WatchedOptions extends Promise<unknown> {
  [attemptKey]?: Attempt;
}

/** Sees the calls of all clients of one SDK build through the methods it wraps. */
export class StainlessCalls {
  readonly #pipeline: Pipeline;
  readonly #routes: Routes;
  readonly #providers: ProviderResolver;
  /** By the options that `makeRequest` is given, again at each retry, and that its answer names. */
  readonly #attempts = new WeakMap<object, Attempt>();
  readonly #promiseClasses = new WeakSet<object>();
  readonly #undos: Undo[];
  /** Set while `requestAPIList` runs. */
  #listAttempt: Attempt | undefined;

  /** Undos of what is patched later, when it is first seen, are added to `undos`. */
  constructor(adapter: StainlessAdapter, pipeline: Pipeline, undos: Undo[]) {
    this.#undos = undos;
    this.#pipeline = pipeline;
    this.#routes = new Routes(adapter.operations, adapter.seam.pathPrefix);
    this.#providers = new ProviderResolver(adapter, pipeline.settings.providerMap, pipeline.guard);
  }

  wrapRequest(original: Method): Method {
    const calls = this;
    return function request(options, ...rest) {
      const prepared = calls.#prepare(this, options);
      if (prepared === undefined) return original.call(this, options, ...rest);
      return calls.#follow(original.call(this, prepared.options, ...rest), prepared.attempt);
    };
  }

  /** Lists go beside `request`; a vector-store search is one. */
  wrapRequestList(original: Method): Method {
    const calls = this;
    return function requestAPIList(page, options, ...rest) {
      const prepared = calls.#prepare(this, options);
      if (prepared === undefined) return original.call(this, page, options, ...rest);
      calls.#listAttempt = prepared.attempt;
      try {
        return calls.#follow(original.call(this, page, prepared.options, ...rest), prepared.attempt);
      } finally {
        calls.#listAttempt = undefined;
      }
    };
  }

  /** Since openai 7.20 the promise of a list only forwards to another one, which is made here. */
  wrapResponsePromise(original: Method): Method {
    const calls = this;
    return function responsePromise(request, ...rest) {
      const promise = original.call(this, request, ...rest);
      return calls.#listAttempt === undefined ? promise : calls.#follow(promise, calls.#listAttempt);
    };
  }

  wrapMakeRequest(original: Method): Method {
    const calls = this;
    return function makeRequest(options, ...rest) {
      return calls.#send(calls.#attemptOf(options), () => original.call(this, options, ...rest));
    };
  }

  #follow(promise: unknown, attempt: Attempt): unknown {
    this.#pipeline.guard.run('the watching of a promise', () => {
      followSdkPromise(promise, attempt, this.#pipeline);
      this.#watchClass(promise as object);
    });
    return promise;
  }

  /**
   * Helpers may make a promise of their own around the answer of a request (message threads since @anthropic-ai/sdk 1.12): it did
   * not come from `request`, and is known by its answer only.
   */
  #watchClass(promise: object): void {
    const owner = ownerOf(Object.getPrototypeOf(promise) as object, 'parse');
    if (owner === undefined || this.#promiseClasses.has(owner)) return;
    this.#promiseClasses.add(owner);
    const calls = this;
    const undo = applyPatch(owner, 'parse', (original) => {
      return function parse(...args) {
        calls.#pipeline.guard.run('the watching of a promise', () => {
          followForeignPromise(this, (answer) => calls.#attemptOf(asRecord(answer)?.['options']), calls.#pipeline);
        });
        return original.apply(this, args);
      };
    });
    this.#undos.push(undo);
  }

  #attemptOf(options: unknown): Attempt | undefined {
    if (typeof options !== 'object' || options === null) return undefined;
    return (options as WatchedOptions)[attemptKey] ?? this.#attempts.get(options);
  }

  #prepare(client: unknown, options: unknown): Prepared | undefined {
    return this.#pipeline.guard.run('the start of a request', () => this.#begin(client, options));
  }

  #begin(client: unknown, options: unknown): Prepared | undefined {
    if (typeof client !== 'object' || client === null) return undefined;
    const api = this.#pipeline.telemetry.api();
    const parentContext = api.context.active();
    const startTimeMs = Date.now();
    const startTick = performance.now();
    const attempt = new Attempt(this.#pipeline.abandoned, () => modelCallContext(api, parentContext));
    const begin = (resolved: unknown): void => {
      try {
        const found = this.#find(resolved);
        if (found === undefined) return;
        this.#attempts.set(found.options, attempt);
        const { operation, request } = found;
        const provider = this.#providers.resolve(client);
        attempt.begin(startCall(this.#pipeline, { operation, request, provider, parentContext, startTimeMs, startTick }));
      } catch (error) {
        this.#pipeline.guard.caught('the start of a call', error);
      }
    };
    if (isThenable(options)) {
      const watched: WatchedOptions = Promise.resolve(options).then((resolved) => {
        begin(resolved);
        return resolved;
      });
      watched[attemptKey] = attempt;
      return { options: watched, attempt };
    }
    begin(options);
    return attempt.call === undefined ? undefined : { options, attempt };
  }

  #find(value: unknown): FoundRequest | undefined {
    const options = asRecord(value);
    const method = asString(options?.['method'])?.toUpperCase();
    const fullPath = asString(options?.['path']);
    if (options === undefined || method === undefined || fullPath === undefined) return undefined;
    const { path, query } = splitQuery(fullPath);
    const operation = this.#routes.find(method, path);
    if (operation === undefined) return undefined;
    return { options, operation, request: { method, path, query: { ...query, ...asRecord(options['query']) }, body: options['body'] } };
  }

  /** No header goes to a model provider, with requests that are no operation (lists, uploads) either. */
  #send(attempt: Attempt | undefined, send: () => unknown): unknown {
    const { guard, telemetry } = this.#pipeline;
    const api = telemetry.api();
    attempt?.requestSent();
    const requestContext = guard.run(
      'the context of a request',
      () => attempt?.requestContext ?? modelCallContext(api, api.context.active()),
    );
    return requestContext === undefined ? send() : api.context.with(requestContext, send);
  }
}
