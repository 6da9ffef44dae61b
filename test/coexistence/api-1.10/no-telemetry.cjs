// An application without telemetry of its own.
const runHttpScenario = require('../http-scenario.cjs');

void runHttpScenario({ order: process.argv[2], register() {}, describe: () => ({}) });
