// Preload that loads register and prints, at exit, the milliseconds that its parts took to load and start, as JSON.
'use strict';
const Module = require('node:module');

const [registerPath] = process.env.BENCH_REGISTER.split('\n');
const parts = { 'start-genspan': 'hooks', './observation': 'observation', 'bundle/own-sdk.cjs': 'ownSdk', '/adapter': 'adapter' };
const milliseconds = {};

const load = Module._load;
Module._load = function (specifier, ...rest) {
  const part = Object.entries(parts).find(([ending]) => specifier.endsWith(ending))?.[1];
  if (part === undefined || part in milliseconds) return load.call(this, specifier, ...rest);
  milliseconds[part] = 0;
  const start = performance.now();
  try {
    return load.call(this, specifier, ...rest);
  } finally {
    milliseconds[part] = performance.now() - start;
  }
};

const start = performance.now();
require(registerPath);
milliseconds.register = performance.now() - start;
process.on('exit', () => process.stdout.write(JSON.stringify(milliseconds)));
