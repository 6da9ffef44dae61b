const { spawn } = require('node:child_process');

for (const script of ['calls.cjs', 'calls.mjs']) spawn(process.execPath, [`${__dirname}/${script}`], { stdio: 'inherit' });
