import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { groqAdapter } from './adapter';

export { groqAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class GroqInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(groqAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(Groq)`. Answers the same class. */
export const instrument = createInstrument(groqAdapter);
