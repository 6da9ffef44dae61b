// Makes many calls at once, and ends by process.exit when they are answered.
const { call } = require('./network.cjs');

const callCount = Number(process.argv[2]);
void Promise.all(Array.from({ length: callCount }, (_, index) => call(`call ${index}`, 2_000))).then(() => process.exit(3));
