import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { bedrockAdapter } from './adapter';

export { bedrockAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class BedrockInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(bedrockAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(BedrockRuntimeClient)`. Answers the same class. */
export const instrument = createInstrument(bedrockAdapter);
