import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'openai', alias: 'openai-5.23' });
adapterContract({ sdk: 'openai', alias: 'openai-6.49' });
