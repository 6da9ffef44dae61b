import { pairContract } from './pair-contract';
import { versions } from './run-pair';

pairContract({ version: versions['sdk newest'], format: 'cjs', transport: 'stdio', timeoutType: '-32001' });
pairContract({ version: versions['sdk newest'], format: 'esm', transport: 'http', timeoutType: '-32001' });
pairContract({ version: versions['client and server newest'], format: 'esm', transport: 'stdio', timeoutType: 'REQUEST_TIMEOUT' });
pairContract({ version: versions['client and server newest'], format: 'cjs', transport: 'http', timeoutType: 'REQUEST_TIMEOUT' });
