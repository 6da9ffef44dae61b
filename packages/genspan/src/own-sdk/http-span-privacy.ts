import { NoopSpanProcessor, type Span as ReadWriteSpan } from '@opentelemetry/sdk-trace';
import {
  ATTR_CLIENT_ADDRESS,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_NETWORK_PEER_ADDRESS,
  ATTR_NETWORK_PEER_PORT,
  ATTR_URL_FULL,
  ATTR_URL_QUERY,
  ATTR_USER_AGENT_ORIGINAL,
} from '@opentelemetry/semantic-conventions';
import { SpanKind } from '@opentelemetry/api';

/** What a request tells of its user or carries in its query. */
const removedAtStart = [ATTR_URL_QUERY, ATTR_USER_AGENT_ORIGINAL, ATTR_CLIENT_ADDRESS];
/** Of a server span the peer is the user; of a client span it is the server, and useful. */
const removedFromServerSpans = [ATTR_NETWORK_PEER_ADDRESS, ATTR_NETWORK_PEER_PORT];

/**
 * Takes out of the spans of the HTTP instrumentations what nobody asked to be told: queries and credentials of URLs, addresses and
 * programs of users, messages of errors. Here and not by the hooks of each instrumentation: those add attributes, they take none away.
 */
export class HttpSpanPrivacy extends NoopSpanProcessor {
  readonly #scopes: ReadonlySet<string>;

  constructor(scopes: readonly string[]) {
    super();
    this.#scopes = new Set(scopes);
  }

  override onStart(span: ReadWriteSpan): void {
    if (!this.#scopes.has(span.instrumentationScope.name)) return;
    const removed = span.kind === SpanKind.SERVER ? [...removedAtStart, ...removedFromServerSpans] : removedAtStart;
    for (const name of removed) delete span.attributes[name];
    const full = span.attributes[ATTR_URL_FULL];
    if (typeof full === 'string') span.attributes[ATTR_URL_FULL] = withoutQuery(full);
  }

  onEnding(span: ReadWriteSpan): void {
    if (!this.#scopes.has(span.instrumentationScope.name)) return;
    if (span.status.message !== undefined) span.setStatus({ code: span.status.code });
    for (const { attributes } of span.events) {
      delete attributes?.[ATTR_EXCEPTION_MESSAGE];
      delete attributes?.[ATTR_EXCEPTION_STACKTRACE];
    }
  }
}

function withoutQuery(text: string): string {
  const url = URL.parse(text);
  return url === null ? text.replace(/[?#].*$/s, '') : url.origin + url.pathname;
}
