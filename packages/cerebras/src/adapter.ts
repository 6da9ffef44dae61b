import type { StainlessAdapter } from '@genspan/core/adapter';
import { openaiChat } from '@genspan/wire-formats/openai-chat';
import { openaiCompletions } from '@genspan/wire-formats/openai-completions';

/** Adapter of the Cerebras SDK (`@cerebras/cerebras_cloud_sdk`), which speaks OpenAI's chat format. */
export const cerebrasAdapter: StainlessAdapter = {
  provider: 'cerebras',
  module: { name: '@cerebras/cerebras_cloud_sdk', versions: '>=1.3.0 <2.0.0' },
  seam: { kind: 'stainless', clientExport: 'Cerebras', pathPrefix: '/v1' },
  operations: [
    { ...openaiChat, target: { route: 'POST /chat/completions' } },
    { ...openaiCompletions, target: { route: 'POST /completions' } },
  ],
};
