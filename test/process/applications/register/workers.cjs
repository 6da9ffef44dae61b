const { Worker } = require('node:worker_threads');

for (const script of ['calls.cjs', 'calls.mjs']) new Worker(`${__dirname}/${script}`);
