import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { bedrockAgentAdapter } from './adapter';

export { bedrockAgentAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class BedrockAgentInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(bedrockAgentAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(BedrockAgentRuntimeClient)`. Answers the same class. */
export const instrument = createInstrument(bedrockAgentAdapter);
