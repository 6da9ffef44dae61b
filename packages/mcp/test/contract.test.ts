import { pairContract } from './pair-contract';
import { versions } from './run-pair';

pairContract({ version: versions['sdk newest'], format: 'cjs', transport: 'stdio' });
pairContract({ version: versions['sdk newest'], format: 'esm', transport: 'http' });
pairContract({ version: versions['client and server newest'], format: 'esm', transport: 'stdio' });
pairContract({ version: versions['client and server newest'], format: 'cjs', transport: 'http' });
