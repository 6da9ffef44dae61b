import { join } from 'node:path';
import { pairContract } from '../../packages/mcp/test/pair-contract';
import { versions } from '../../packages/mcp/test/run-pair';

pairContract({
  version: versions['sdk 1.0.0'],
  format: 'esm',
  transport: 'stdio',
  forgetsMetaWithProgress: true,
  cannotCancel: true,
  timeoutType: '-2',
});
pairContract({ version: versions['sdk newest'], format: 'esm', transport: 'stdio', timeoutType: '-32001' });
pairContract({ version: versions['sdk newest'], format: 'cjs', transport: 'http', timeoutType: '-32001' });
pairContract({ version: versions['sdk newest'], format: 'cjs', transport: 'memory', timeoutType: '-32001' });
pairContract({ version: versions['client and server 2.0.0'], format: 'cjs', transport: 'stdio', timeoutType: 'REQUEST_TIMEOUT' });
pairContract({ version: versions['client and server 2.0.0'], format: 'esm', transport: 'http', timeoutType: 'REQUEST_TIMEOUT' });
pairContract({ version: versions['client and server newest'], format: 'cjs', transport: 'stdio', timeoutType: 'REQUEST_TIMEOUT' });
pairContract({ version: versions['client and server newest'], format: 'esm', transport: 'http', timeoutType: 'REQUEST_TIMEOUT' });
pairContract({ version: versions['client and server newest'], format: 'esm', transport: 'memory', timeoutType: 'REQUEST_TIMEOUT' });

// Without synchronous hooks ES modules are hooked on a thread of their own; with the newest Node all of them are complete.
for (const node of ['node-22.15', 'node-26']) {
  const nodeBinary = join(__dirname, '../sdks/node_modules', node, 'bin/node');
  pairContract({ label: node, version: versions['sdk newest'], format: 'esm', transport: 'stdio', timeoutType: '-32001', nodeBinary });
  pairContract({
    label: node,
    version: versions['client and server newest'],
    format: 'esm',
    transport: 'http',
    timeoutType: 'REQUEST_TIMEOUT',
    nodeBinary,
  });
}
