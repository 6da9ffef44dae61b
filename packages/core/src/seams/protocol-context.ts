/** The trace context of a request in its `params._meta`, under the keys of the application's propagator: `traceparent`, `tracestate`. */
import type { Context, SpanContext, TextMapGetter } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { asRecord, asString, type JsonRecord } from '../json';

/** The message itself, or a copy of it: what the application gave is never changed. A message that has a context already keeps that one. */
export function injectContext(message: JsonRecord, context: Context, api: typeof OpenTelemetryApi): JsonRecord {
  const carrier: Record<string, string> = {};
  api.propagation.inject(context, carrier, api.defaultTextMapSetter);
  const keys = Object.keys(carrier);
  const { params } = message;
  const given = asRecord(params);
  const meta = asRecord(given?.['_meta']);
  const fits = (params === undefined || given !== undefined) && (given?.['_meta'] === undefined || meta !== undefined);
  if (keys.length === 0 || !fits || keys.some((key) => meta?.[key] !== undefined)) return message;
  return { ...message, params: { ...given, _meta: { ...meta, ...carrier } } };
}

export interface Arrival {
  readonly parentContext: Context;
  /** The span that was active where the request arrived, that of an HTTP request, where the request names another parent. */
  readonly linkedSpan?: SpanContext | undefined;
}

export function extractContext(message: JsonRecord, active: Context, { propagation, trace }: typeof OpenTelemetryApi): Arrival {
  const meta = asRecord(asRecord(message['params'])?.['_meta']);
  const parentContext = meta === undefined ? active : propagation.extract(active, meta, metaGetter);
  const ambient = trace.getSpanContext(active);
  return { parentContext, linkedSpan: trace.getSpanContext(parentContext)?.spanId === ambient?.spanId ? undefined : ambient };
}

const metaGetter: TextMapGetter<JsonRecord> = {
  keys: (meta) => Object.keys(meta),
  get: (meta, key) => asString(meta[key]),
};
