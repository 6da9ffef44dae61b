#!/usr/bin/env node
'use strict';

// Read before anything else is loaded: what follows does not run on older versions.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  process.stderr.write('genspan: Node.js 22.15 or later is needed, this is ' + process.versions.node + '.\n');
  process.exitCode = 1;
} else {
  const { main } = require('../dist/cli/main.js');
  void main(process.argv.slice(2), process.env);
}
