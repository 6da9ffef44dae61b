import { createFingerprintTracker, type FingerprintedCall } from './fingerprint-tracker';

function answers(count: number, call: (index: number) => FingerprintedCall): boolean[] {
  const tracker = createFingerprintTracker();
  return Array.from({ length: count }, (_unused, index) => tracker.isUnstable(call(index)));
}

const chat = { operation: 'chat', model: 'gpt-5' };

test('a prompt with a new fingerprint at every call is unstable after 32 calls', () => {
  const unstable = answers(40, (index) => ({ ...chat, fingerprint: `f${index}` }));
  expect(unstable.indexOf(true)).toBe(31);
  expect(unstable.slice(31).every(Boolean)).toBe(true);
});

test('a service with twenty prompts in turn is stable', () => {
  expect(answers(500, (index) => ({ ...chat, fingerprint: `f${index % 20}` }))).not.toContain(true);
});

test('a prompt that is fixed becomes stable again', () => {
  const unstable = answers(100, (index) => ({ ...chat, fingerprint: index < 50 ? `f${index}` : 'fixed' }));
  expect(unstable[49]).toBe(true);
  expect(unstable[99]).toBe(false);
});

test('calls with a prompt name are never unstable', () => {
  expect(answers(100, (index) => ({ ...chat, promptName: 'greeting', fingerprint: `f${index}` }))).not.toContain(true);
});

test('operations and models are judged apart', () => {
  const unstable = answers(200, (index) =>
    index % 2 === 0 ? { ...chat, fingerprint: `f${index}` } : { operation: 'chat', model: 'claude-5', fingerprint: 'fixed' },
  );
  expect(unstable[198]).toBe(true);
  expect(unstable[199]).toBe(false);
});

test('forgets the group that was not used for longest, so that 300 models do not grow its memory', () => {
  const tracker = createFingerprintTracker();
  for (let index = 0; index < 40; index++) tracker.isUnstable({ ...chat, fingerprint: `f${index}` });
  for (let index = 0; index < 300; index++) tracker.isUnstable({ operation: 'chat', model: `m${index}`, fingerprint: 'f' });
  expect(tracker.isUnstable({ ...chat, fingerprint: 'f100' })).toBe(false);
});
