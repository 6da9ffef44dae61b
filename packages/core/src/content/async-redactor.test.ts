import { findAsyncRedactor, redactWith } from './async-redactor';
import { createContentStage } from './create-content-stage';
import type { CapturedContent } from './captured-content';

const policy = { mode: 'redacted', onSpan: true, onEvent: false, maxPartCharacters: 1_000, maxCallCharacters: 1_000 } as const;

afterEach(() => redactWith(undefined));

async function captureText(content: string): Promise<CapturedContent> {
  const stage = createContentStage(policy, { findAsyncRedactor });
  const captured = new Promise<CapturedContent>((done) => {
    stage.capture({ input: { messages: [{ role: 'user', parts: [{ type: 'text', content }] }] } }, done);
  });
  await stage.flush();
  return captured;
}

test('a redactor of the application sees every text after the built-in rules, from when it is given', async () => {
  const seen: string[] = [];
  redactWith(async (text) => {
    seen.push(text);
    return text.replace('Ada', '[PERSON]');
  });
  const { inputMessages } = await captureText('Ada, ada@example.com');
  expect(inputMessages?.json).toContain('[PERSON], [EMAIL]');
  expect(seen).toContain('Ada, [EMAIL]');
});

test('one that fails costs the content', async () => {
  redactWith(() => Promise.reject(new Error('no model')));
  await expect(captureText('Ada')).resolves.toEqual({ mode: 'redacted', dropped: 'redaction_failed' });
});

test('without one the built-in rules are all', async () => {
  expect((await captureText('Ada, ada@example.com')).inputMessages?.json).toContain('Ada, [EMAIL]');
});
