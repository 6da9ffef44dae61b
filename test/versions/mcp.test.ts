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
