import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { openaiAdapter } from './adapter';

export { openaiAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class OpenAIInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(openaiAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(OpenAI)`. Answers the same class. */
export const instrument = createInstrument(openaiAdapter);
