import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'openai', alias: 'openai-7.0' });
adapterContract({ sdk: 'openai', alias: 'openai-7.57' });
