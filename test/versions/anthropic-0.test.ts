import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'anthropic', alias: 'anthropic-0.60' });
adapterContract({ sdk: 'anthropic', alias: 'anthropic-0.133' });
adapterContract({ sdk: 'anthropic', alias: 'anthropic-0.137' });
