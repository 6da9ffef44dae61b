// Sentry with its own OpenAI integration, on by default: what its transaction has of one call.
const { setTimeout } = require('node:timers/promises');
const Sentry = require('@sentry/node');
const runRivalScenario = require('../rival-scenario.cjs');

const sent = [];
void runRivalScenario({
  register: () =>
    Sentry.init({
      dsn: 'https://key@sentry.invalid/1',
      tracesSampleRate: 1,
      beforeSendTransaction: (event) => (sent.push(event), null),
      ...JSON.parse(process.argv[2] ?? '{}'),
    }),
  // A span with text ends when its text is redacted, and Sentry sends of a transaction what has ended by then.
  around: (fn) =>
    Sentry.startSpan({ name: 'user request' }, async () => {
      await fn();
      await setTimeout(100);
    }),
  async describe() {
    await Sentry.flush(2_000);
    return { spans: sent.flatMap(({ spans }) => spans).map(({ description, origin }) => `${origin}: ${description}`) };
  },
});
