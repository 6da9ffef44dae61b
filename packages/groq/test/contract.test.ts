import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'groq', alias: 'groq-sdk', formats: ['both'] });
harmlessContract({ sdk: 'groq', alias: 'groq-sdk' });
