import { AdapterInstrumentation, createInstrument, type InstrumentationConfig } from '@genspan/core/instrumentation';
import { anthropicAdapter } from './adapter';

export { anthropicAdapter };

/** For `instrumentations` of a NodeSDK of your own; `genspan/register` needs no code. */
export class AnthropicInstrumentation extends AdapterInstrumentation {
  constructor(config?: InstrumentationConfig) {
    super(anthropicAdapter, config);
  }
}

/** Patches the client class by hand, for bundled code and runtimes without hooks: `instrument(Anthropic)`. Answers the same class. */
export const instrument = createInstrument(anthropicAdapter);
