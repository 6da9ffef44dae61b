// The child's side of a measurement in rounds: measures when it is asked to, so that variants take turns on the same machine.
'use strict';

/** @param {(count: number) => Promise<object>} measure */
function answerRounds(measure) {
  process.on('message', async (count) => {
    process.send(await measure(count));
  });
  process.send('ready');
}

module.exports = { answerRounds };
