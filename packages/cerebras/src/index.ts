import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { cerebrasAdapter } from './adapter';

export { cerebrasAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class CerebrasInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(cerebrasAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(Cerebras)`. Answers the same class. */
export const instrument = createInstrument(cerebrasAdapter);
