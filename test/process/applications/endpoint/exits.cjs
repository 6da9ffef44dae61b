// Makes many calls at once, and ends by process.exit when they are answered; the second argument `prints` has it
// write to stdout before.
const { call } = require('./network.cjs');

const [callCount, application] = process.argv.slice(2);
if (application === 'prints') console.log('the application prints');
void Promise.all(Array.from({ length: Number(callCount) }, (_, index) => call(`call ${index}`, 2_000))).then(() => process.exit(3));
