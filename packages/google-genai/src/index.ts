import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { googleGenaiAdapter } from './adapter';

export { googleGenaiAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class GoogleGenaiInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(googleGenaiAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(GoogleGenAI)`. Answers the same class. */
export const instrument = createInstrument(googleGenaiAdapter);
