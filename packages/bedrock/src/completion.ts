/** What the older text models have in common: a prompt in, texts out. */
import { asArray, asString, type InputContent, type OutputContent } from '@genspan/core/adapter';

export function asTexts(value: unknown): readonly string[] | undefined {
  const texts = (asArray(value) ?? [value]).filter((text) => typeof text === 'string');
  return texts.length > 0 ? texts : undefined;
}

export function describePromptText(prompt: unknown): InputContent {
  return typeof prompt === 'string' ? { messages: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }] } : {};
}

export function describeCompletion(choices: readonly { readonly text: unknown; readonly reason: string | undefined }[]): OutputContent {
  if (choices.length === 0) return {};
  return {
    messages: choices.map(({ text, reason }) => {
      const content = asString(text);
      return { role: 'assistant', parts: content ? [{ type: 'text', content }] : [], finish_reason: reason };
    }),
  };
}
