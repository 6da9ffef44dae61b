// An application without telemetry of its own. `scoped`: it handles requests in a scope that is to be handed on.
const { withAttributes } = require('../../../packages/core/dist/index.js');
const runHttpScenario = require('../http-scenario.cjs');

const [order, scoped] = process.argv.slice(2);
const values = { userId: 'u-1', tags: ['inner'] };

void runHttpScenario({
  order,
  register() {},
  describe: () => ({}),
  inRequest: (fn) => (scoped === 'scoped' ? withAttributes(values, fn, { propagate: true }) : fn()),
  requestHeaders: JSON.parse(process.env['USER_HEADERS'] ?? '{}'),
});
