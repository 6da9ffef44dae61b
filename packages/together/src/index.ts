import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { togetherAdapter } from './adapter';

export { togetherAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class TogetherInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(togetherAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(Together)`. Answers the same class. */
export const instrument = createInstrument(togetherAdapter);
