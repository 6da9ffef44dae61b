import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'anthropic', alias: 'anthropic-1.0' });
adapterContract({ sdk: 'anthropic', alias: 'anthropic-1.12' });
