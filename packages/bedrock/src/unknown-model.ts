import type { WireFormat } from '@genspan/wire-formats/wire-format';

/** Of a model nobody has seen yet the bodies tell nothing; Bedrock counts its tokens all the same. */
export const unknownModel = {
  name: 'generate_content',
  describeRequest: () => ({}),
  describeResponse: () => ({}),
  stream: { initial: () => undefined, add: () => {}, isComplete: () => false, assemble: () => ({}) },
} satisfies WireFormat;
