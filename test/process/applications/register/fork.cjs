const { fork } = require('node:child_process');

for (const script of ['calls.cjs', 'calls.mjs']) fork(`${__dirname}/${script}`);
