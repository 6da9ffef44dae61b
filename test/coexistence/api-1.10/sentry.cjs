const Sentry = require('@sentry/node');
const api = require('@opentelemetry/api');
const runScenario = require('../scenario.cjs');

const [order, enableOpenTelemetrySetup] = process.argv.slice(2);
const sent = [];
void runScenario({
  api,
  order,
  register: () =>
    Sentry.init({
      dsn: 'https://key@sentry.invalid/1',
      tracesSampleRate: 1,
      traceLifecycle: 'static',
      enableOpenTelemetrySetup: enableOpenTelemetrySetup === 'true',
      beforeSendTransaction: (event) => (sent.push(event), null),
    }) !== undefined,
  async describe() {
    await Sentry.flush(2_000);
    return { transactions: sent.map(describeTransaction) };
  },
});

/** `root > children`: the names of one transaction. */
function describeTransaction({ transaction, contexts, spans }) {
  const names = new Map([[contexts.trace.span_id, transaction], ...spans.map((span) => [span.span_id, span.description])]);
  return [transaction, ...spans.map((span) => `${span.description} < ${names.get(span.parent_span_id) ?? 'remote'}`)];
}
