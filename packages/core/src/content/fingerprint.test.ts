import { createPromptFingerprint, hashConfig } from './fingerprint';

const fingerprintPrompt = createPromptFingerprint(undefined);

const prompt = {
  instructions: ['You answer briefly.'],
  tools: [{ type: 'function', name: 'weather' }],
  responseFormat: { type: 'json_object' },
};

describe('the fingerprint of a prompt', () => {
  test('gives 16 hexadecimal digits that are the same for the same prompt', () => {
    expect(fingerprintPrompt(prompt)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintPrompt(structuredClone(prompt))).toBe(fingerprintPrompt(prompt));
  });

  test.each([
    ['instructions', { ...prompt, instructions: ['You answer at length.'] }],
    ['tools', { ...prompt, tools: [{ type: 'function', name: 'time' }] }],
    ['response format', { ...prompt, responseFormat: { type: 'text' } }],
  ])('changes with the %s', (_what, changed) => {
    expect(fingerprintPrompt(changed)).not.toBe(fingerprintPrompt(prompt));
  });

  test('tells texts that were split differently apart', () => {
    expect(fingerprintPrompt({ instructions: ['ab', 'c'] })).not.toBe(fingerprintPrompt({ instructions: ['a', 'bc'] }));
  });

  test('is absent for a call without instructions, tools and response format', () => {
    expect(fingerprintPrompt({})).toBeUndefined();
  });

  test.each([
    ['one text', { instructions: ['Your PIN is 4711.'] }],
    ['a whole prompt', prompt],
  ])('of %s can be made only with the key, where there is one', (_what, facts) => {
    const keyed = createPromptFingerprint('key');
    expect(keyed(facts)).toMatch(/^[0-9a-f]{16}$/);
    expect(keyed(facts)).toBe(createPromptFingerprint('key')(structuredClone(facts)));
    expect(keyed(facts)).not.toBe(fingerprintPrompt(facts));
    expect(keyed(facts)).not.toBe(createPromptFingerprint('other key')(facts));
  });
});

describe('hashConfig', () => {
  const facts = { model: 'gpt-5', temperature: 0.2, maxTokens: 100, stopSequences: ['END'] };

  test('does not depend on the order of the fields', () => {
    expect(hashConfig({ stopSequences: ['END'], maxTokens: 100, temperature: 0.2, model: 'gpt-5' })).toBe(hashConfig(facts));
  });

  test('changes with a parameter', () => {
    expect(hashConfig({ ...facts, temperature: 0.3 })).not.toBe(hashConfig(facts));
  });

  test('leaves out what differs from call to call: seed, conversation, previous response, streaming', () => {
    const call = { ...facts, seed: 7, conversationId: 'c1', previousResponseId: 'r1', stream: true as const, streamUsageRequested: true };
    expect(hashConfig(call)).toBe(hashConfig(facts));
  });

  test('is absent when the request names neither model nor parameter', () => {
    expect(hashConfig({ responseId: 'resp_1' })).toBeUndefined();
  });
});
