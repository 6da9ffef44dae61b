import type { ClientRequest, IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { context, createNoopMeter, defaultTextMapSetter, propagation, type Context, type TracerProvider } from '@opentelemetry/api';
import { isTracingSuppressed, W3CBaggagePropagator } from '@opentelemetry/core';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { OtelVariables } from './otel-variables';
import { patchHttpModule } from './patch-http-module';
import { leaveHeaders } from './untouched-headers';

export interface HttpInstrumentationOptions {
  readonly tracerProvider: TracerProvider;
  /** `http` for node:http and node:https, `undici` for fetch and undici. */
  readonly names: readonly HttpInstrumentationName[];
  /** Hosts, lower case, with a port where only that port is meant, that are sent W3C baggage. */
  readonly baggageHosts: readonly string[];
  /** A model call is one span, and its provider gets no header of ours: HTTP requests in its context are left alone. */
  isModelCallContext(context: Context): boolean;
  /** Whether a model provider is there: a request that is no call of a known SDK has a span, and no header of ours either. */
  isModelProvider(url: URL): boolean;
}

export const httpInstrumentationNames = ['http', 'undici'] as const;
export type HttpInstrumentationName = (typeof httpInstrumentationNames)[number];
export const httpInstrumentationScopes: readonly string[] = httpInstrumentationNames.map(
  (name) => `@opentelemetry/instrumentation-${name}`,
);

export function readHttpInstrumentationNames(variables: OtelVariables): readonly HttpInstrumentationName[] {
  const disabled = variables.list('OTEL_NODE_DISABLED_INSTRUMENTATIONS') ?? [];
  return httpInstrumentationNames.filter((name) => !disabled.includes(name));
}

const baggage = new W3CBaggagePropagator();

/** Makes a span of each HTTP request that is served or sent from now on, also by modules that are loaded already. */
export function startHttpInstrumentation(options: HttpInstrumentationOptions): () => void {
  const isIgnored = (): boolean => isTracingSuppressed(context.active()) || options.isModelCallContext(context.active());
  const isProvider = (url: URL | null): boolean => url !== null && options.isModelProvider(url);
  const undos: Array<() => void> = [];
  if (options.names.includes('http')) {
    const requestHook = (_span: unknown, request: ClientRequest | IncomingMessage): void => {
      if (!('setHeader' in request) || request.headersSent) return;
      const host = hostOf(request);
      // This instrumentation has written them before it asks.
      if (isProvider(URL.parse(`${request.protocol}//${host}`))) for (const name of propagation.fields()) request.removeHeader(name);
      else addBaggage(options.baggageHosts, host, (name, value) => request.setHeader(name, value));
    };
    const http = new HttpInstrumentation({ enabled: false, ignoreOutgoingRequestHook: isIgnored, requestHook });
    prepare(http, options.tracerProvider);
    undos.push(...http.getModuleDefinitions().map(patchHttpModule));
    // ES modules see the functions of a built-in module as they were when it was first imported, until they are told.
    undos.push(syncBuiltinESMExports);
    syncBuiltinESMExports();
  }
  if (options.names.includes('undici')) {
    const undici = new UndiciInstrumentation({
      ignoreRequestHook: isIgnored,
      requestHook: (span, request) => {
        const url = URL.parse(request.origin);
        if (isProvider(url)) leaveHeaders(span);
        else addBaggage(options.baggageHosts, url?.host, (name, value) => request.addHeader?.(name, value));
      },
    });
    prepare(undici, options.tracerProvider);
    undos.push(() => undici.disable());
  }
  return () => {
    for (const undo of undos.splice(0)) undo();
  };
}

/** Spans only: durations of HTTP requests as metrics are nobody's wish here. */
function prepare(instrumentation: HttpInstrumentation | UndiciInstrumentation, tracerProvider: TracerProvider): void {
  instrumentation.setTracerProvider(tracerProvider);
  instrumentation.setMeterProvider({ getMeter: createNoopMeter });
}

function addBaggage(hosts: readonly string[], host: string | undefined, setHeader: (name: string, value: string) => void): void {
  if (host === undefined || !hosts.some((listed) => listed === host || listed === host.replace(/:\d+$/, ''))) return;
  const headers: Record<string, string> = {};
  baggage.inject(context.active(), headers, defaultTextMapSetter);
  for (const [name, value] of Object.entries(headers)) setHeader(name, value);
}

/** The host the connection goes to; the `host` header, which names the port, may be a virtual host's. */
function hostOf(request: ClientRequest): string {
  const header = String(request.getHeader('host') ?? '');
  const port = /:\d+$/.exec(header)?.[0] ?? '';
  return request.host.toLowerCase() + port;
}
