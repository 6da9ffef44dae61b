/** OTLP/JSON read into plain objects: attributes as ordinary values, times as nanoseconds. */

export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

export interface SpanData {
  readonly scope: string;
  readonly resource: AttributeValues;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: AttributeValues;
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string | undefined };
}

export interface MetricData {
  readonly scope: string;
  readonly name: string;
  readonly unit: string;
  readonly points: readonly MetricPoint[];
}

export interface MetricPoint {
  readonly attributes: AttributeValues;
  /** Of a sum or gauge. */
  readonly value: number | undefined;
  /** Of a histogram. */
  readonly count: number | undefined;
  readonly sum: number | undefined;
}

export interface LogRecordData {
  readonly scope: string;
  readonly eventName: string | undefined;
  readonly severityNumber: number;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly attributes: AttributeValues;
  readonly body: AttributeValue;
}

type Wire = Readonly<Record<string, unknown>>;

export function readSpans(payload: unknown): SpanData[] {
  return scopesOf(payload, 'resourceSpans', 'scopeSpans', 'spans').map(({ scope, resource, item }) => {
    const status = asWire(item['status']);
    return {
      scope,
      resource,
      name: String(item['name']),
      kind: Number(item['kind'] ?? 0),
      traceId: String(item['traceId']),
      spanId: String(item['spanId']),
      parentSpanId: optionalText(item['parentSpanId']),
      startTimeUnixNano: BigInt(String(item['startTimeUnixNano'])),
      endTimeUnixNano: BigInt(String(item['endTimeUnixNano'])),
      attributes: readAttributes(item['attributes']),
      status: { code: Number(status['code'] ?? 0), message: optionalText(status['message']) },
    };
  });
}

export function readMetrics(payload: unknown): MetricData[] {
  return scopesOf(payload, 'resourceMetrics', 'scopeMetrics', 'metrics').map(({ scope, item }) => {
    const data = asWire(item['sum'] ?? item['histogram'] ?? item['gauge'] ?? item['exponentialHistogram']);
    return { scope, name: String(item['name']), unit: String(item['unit'] ?? ''), points: asList(data['dataPoints']).map(readPoint) };
  });
}

function readPoint(point: Wire): MetricPoint {
  return {
    attributes: readAttributes(point['attributes']),
    value: optionalNumber(point['asDouble'] ?? point['asInt']),
    count: optionalNumber(point['count']),
    sum: optionalNumber(point['sum']),
  };
}

export function readLogRecords(payload: unknown): LogRecordData[] {
  return scopesOf(payload, 'resourceLogs', 'scopeLogs', 'logRecords').map(({ scope, item }) => ({
    scope,
    eventName: optionalText(item['eventName']),
    severityNumber: Number(item['severityNumber'] ?? 0),
    traceId: optionalText(item['traceId']),
    spanId: optionalText(item['spanId']),
    attributes: readAttributes(item['attributes']),
    body: readValue(asWire(item['body'])),
  }));
}

function scopesOf(payload: unknown, resources: string, scopes: string, items: string) {
  return asList(asWire(payload)[resources]).flatMap((resourceEntry) => {
    const resource = readAttributes(asWire(resourceEntry['resource'])['attributes']);
    return asList(resourceEntry[scopes]).flatMap((scopeEntry) => {
      const scope = String(asWire(scopeEntry['scope'])['name'] ?? '');
      return asList(scopeEntry[items]).map((item) => ({ scope, resource, item }));
    });
  });
}

function readAttributes(attributes: unknown): AttributeValues {
  return Object.fromEntries(asList(attributes).map((attribute) => [String(attribute['key']), readValue(asWire(attribute['value']))]));
}

function readValue(value: Wire): AttributeValue {
  if (typeof value['stringValue'] === 'string') return value['stringValue'];
  if (typeof value['boolValue'] === 'boolean') return value['boolValue'];
  if (value['intValue'] !== undefined) return Number(value['intValue']);
  if (value['doubleValue'] !== undefined) return Number(value['doubleValue']);
  if (value['arrayValue'] !== undefined) return asList(asWire(value['arrayValue'])['values']).map(readValue);
  if (value['kvlistValue'] !== undefined) return readAttributes(asWire(value['kvlistValue'])['values']);
  if (typeof value['bytesValue'] === 'string') return value['bytesValue'];
  return null;
}

function asWire(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}

function asList(value: unknown): readonly Wire[] {
  return Array.isArray(value) ? (value as Wire[]) : [];
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optionalNumber(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}
