import type { Message } from '../facts';
import type { CapturePolicy } from './capture-policy';
import type { CapturedContent } from './captured-content';
import type { CallContent } from './content-stage';
import { createContentStage, type ContentStageOptions } from './create-content-stage';

const limits = { onSpan: true, onEvent: false, maxPartCharacters: 65_536, maxCallCharacters: 262_144 };
const policy = (mode: CapturePolicy['mode'], more: Partial<CapturePolicy> = {}): CapturePolicy => ({ ...limits, mode, ...more });

const secret = 'jane.doe@example.com';
const user = (content: string): Message => ({ role: 'user', parts: [{ type: 'text', content }] });

/** A call with the secret in every place that may carry content. */
const call: CallContent = {
  input: {
    instructions: [{ type: 'text', content: `Write as ${secret}` }],
    messages: [
      { ...user(`I am ${secret}`), name: secret },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: secret },
          { type: 'tool_call', id: secret, name: secret, arguments: { to: [secret], [secret]: 1 } },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { rows: [{ mail: secret }] } }] },
      {
        role: 'user',
        parts: [
          { type: 'uri', modality: 'image', uri: `https://example.com/?u=${secret}` },
          { type: 'never_seen', deep: { note: secret }, [secret]: 1 },
        ],
      },
    ],
    tools: [{ type: 'function', name: 'send', description: `Sends as ${secret}`, parameters: { default: secret } }],
    retrievalQuery: `mails of ${secret}`,
  },
  output: {
    messages: [{ role: 'assistant', parts: [{ type: 'refusal', content: `Not to ${secret}` }], finish_reason: 'stop' }],
    documents: [{ id: 'd1', score: 0.5, text: secret }],
  },
  failureMessage: `invalid prompt: "${secret}"`,
  readFailureStack: () => `Error: "${secret}"\n    at f (/app/${secret}/a.js:1:1)`,
};

function captureNow(capturePolicy: CapturePolicy, content: CallContent, options?: ContentStageOptions): CapturedContent {
  const stage = createContentStage(capturePolicy, options);
  const done = jest.fn();
  stage.capture(content, done);
  stage.flushSync();
  expect(done).toHaveBeenCalledTimes(1);
  return done.mock.calls[0][0];
}

describe('off', () => {
  test('nothing is asked for, and nothing is given but the mode, at once', () => {
    const stage = createContentStage(policy('off'));
    const done = jest.fn();
    stage.capture(call, done);
    expect(stage.wantsContent).toBe(false);
    expect(done.mock.calls).toEqual([[{ mode: 'off' }]]);
  });
});

describe('hash', () => {
  test('digests and nothing else are given, at once', () => {
    const done = jest.fn();
    createContentStage(policy('hash')).capture(call, done);
    const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    expect(done.mock.calls).toEqual([[{ mode: 'hash', inputHash: digest, outputHash: digest }]]);
  });

  test('with a key they are HMACs', () => {
    const { inputHash, outputHash } = captureNow(policy('hash', { hashKey: 'k' }), call);
    expect(inputHash).toMatch(/^hmac-sha256:/);
    expect(outputHash).toMatch(/^hmac-sha256:/);
  });

  test('equal conversations have equal digests, and a changed word changes them', () => {
    const hash = (content: CallContent) => captureNow(policy('hash'), content).inputHash;
    expect(hash({ ...call, input: structuredClone(call.input) })).toBe(hash(call));
    expect(hash({ input: { messages: [user('a')] } })).not.toBe(hash({ input: { messages: [user('b')] } }));
  });

  test('what does not exist has no digest', () => {
    expect(captureNow(policy('hash'), {})).toEqual({ mode: 'hash' });
  });
});

describe('redacted', () => {
  test('a secret in any place is masked, and the rest of the place is kept', () => {
    const captured = captureNow(policy('redacted'), call);
    expect(JSON.stringify(captured)).not.toContain(secret);
    expect(JSON.stringify(captured)).not.toContain('jane');
    expect(captured.instructions?.json).toBe('[{"type":"text","content":"Write as [EMAIL]"}]');
    expect(JSON.parse(captured.inputMessages?.json ?? '')).toEqual([
      { role: 'user', name: '[EMAIL]', parts: [{ type: 'text', content: 'I am [EMAIL]' }] },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: '[EMAIL]' },
          { type: 'tool_call', id: '[EMAIL]', name: '[EMAIL]', arguments: { to: ['[EMAIL]'], '[EMAIL]': 1 } },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { rows: [{ mail: '[EMAIL]' }] } }] },
      {
        role: 'user',
        parts: [
          { type: 'uri', modality: 'image', uri: 'https://example.com/?u=[EMAIL]' },
          { type: 'never_seen', deep: { note: '[EMAIL]' }, '[EMAIL]': 1 },
        ],
      },
    ]);
    expect(captured.outputMessages?.value).toEqual([
      { role: 'assistant', parts: [{ type: 'refusal', content: 'Not to [EMAIL]' }], finish_reason: 'stop' },
    ]);
    expect(captured.toolDefinitions?.value).toEqual([
      { type: 'function', name: 'send', description: 'Sends as [EMAIL]', parameters: { default: '[EMAIL]' } },
    ]);
    expect(captured.retrievalQuery).toBe('mails of [EMAIL]');
    expect(captured.retrievalDocuments?.value).toEqual([{ id: 'd1', score: 0.5, text: '[EMAIL]' }]);
    expect(captured.failureMessage).toBe('invalid prompt: "[EMAIL]"');
    expect(captured.failureStack).toBe('Error: "[EMAIL]"\n    at f (/app/[EMAIL]/a.js:1:1)');
  });

  test('the value and the JSON are the same', () => {
    const { inputMessages } = captureNow(policy('redacted'), call);
    expect(JSON.parse(inputMessages?.json ?? '')).toEqual(inputMessages?.value);
  });

  test('the digest is of the redacted text, as one of the raw text would betray what was masked; with a key it is of the raw text', () => {
    const hash = (content: string, hashKey?: string) =>
      captureNow(policy('redacted', { hashKey }), { input: { messages: [user(content)] } }).inputHash;
    expect(hash('I am jane@example.com')).toBe(hash('I am joe@example.com'));
    expect(hash('I am jane@example.com', 'k')).not.toBe(hash('I am joe@example.com', 'k'));
    expect(hash('I am jane@example.com', 'k')).toBe(
      captureNow(policy('hash', { hashKey: 'k' }), { input: { messages: [user('I am jane@example.com')] } }).inputHash,
    );
  });

  test('nothing is done before capture returns', () => {
    const done = jest.fn();
    const stage = createContentStage(policy('redacted'));
    stage.capture(call, done);
    expect(done).not.toHaveBeenCalled();
    stage.flushSync();
    expect(done).toHaveBeenCalledTimes(1);
  });

  test('arguments nested too deep to be read cost the content, and neither the call nor the process', () => {
    const nested = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000));
    const content: CallContent = {
      output: { messages: [{ role: 'assistant', parts: [{ type: 'tool_call', name: 'f', arguments: nested }] }] },
    };
    expect(captureNow(policy('redacted'), content)).toEqual({ mode: 'redacted', dropped: 'redaction_failed' });
    expect(captureNow(policy('hash'), content)).toEqual({ mode: 'hash', dropped: 'redaction_failed' });
  });

  test('rules that cannot be used leave no text', () => {
    const failing = {
      redact: () => '[REDACTED]',
      redactInSteps: () => {
        throw new Error('broken');
      },
    };
    expect(captureNow(policy('redacted'), call, { redactor: failing })).toEqual({ mode: 'redacted', dropped: 'redaction_failed' });
  });
});

describe('full', () => {
  test('text is kept as it is, media is not', () => {
    const media = Buffer.from('image bytes').toString('base64');
    const captured = captureNow(policy('full'), {
      input: {
        messages: [
          {
            role: 'user',
            parts: [
              { type: 'text', content: secret },
              { type: 'blob', modality: 'image', mime_type: 'image/png', content: media },
            ],
          },
        ],
      },
      failureMessage: secret,
    });
    expect(captured.failureMessage).toBe(secret);
    expect(captured.inputMessages?.value).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', content: secret },
          { type: 'blob', modality: 'image', mime_type: 'image/png', byte_length: 11, digest: expect.stringMatching(/^sha256:/) },
        ],
      },
    ]);
  });

  test('its digests are those of the mode hash', () => {
    const full = captureNow(policy('full'), call);
    const hash = captureNow(policy('hash'), call);
    expect([full.inputHash, full.outputHash]).toEqual([hash.inputHash, hash.outputHash]);
  });
});
