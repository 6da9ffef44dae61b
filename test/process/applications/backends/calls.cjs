// One call of each kind that backends tell apart; beside `withAttributes` nothing here knows of genspan.
const { withAttributes } = require('genspan');
const { OpenAI } = require('openai');

/** A client whose provider answers with the case. */
function clientOf(answer) {
  return new OpenAI({ baseURL: process.env.OPENAI_BASE_URL.replace('/seeded/', `/${answer}/`), maxRetries: 0 });
}

const messages = [
  { role: 'system', content: 'Answer in one sentence.' },
  { role: 'user', content: 'Write to ada@example.com.' },
];
const request = { model: 'gpt-4o-mini', messages, temperature: 0.2, max_tokens: 64 };

async function callAll() {
  await clientOf('seeded').chat.completions.create(request);
  for await (const _chunk of await clientOf('seeded').chat.completions.create({
    ...request,
    stream: true,
    stream_options: { include_usage: true },
  }));
  await clientOf('recorded-audio').chat.completions.create({
    ...request,
    model: 'gpt-4o-audio-preview',
    modalities: ['text', 'audio'],
    audio: { voice: 'alloy', format: 'pcm16' },
  });
  await clientOf('float').embeddings.create({ model: 'text-embedding-3-small', input: 'ada@example.com', encoding_format: 'float' });
  await clientOf('seeded').vectorStores.search('vs_1', { query: 'Who is ada@example.com?' });
  await clientOf('seeded').moderations.create({ model: 'omni-moderation-latest', input: 'Hello' });
  await clientOf('status-429')
    .chat.completions.create(request)
    .catch(() => {});
  for await (const _chunk of await clientOf('stream-endless').chat.completions.create({ ...request, stream: true })) break;
}

exports.callAll = () =>
  withAttributes(
    {
      userId: 'u-1',
      sessionId: 's-1',
      promptName: 'greeting',
      promptVersion: '7',
      tags: ['beta', 'eu'],
      metadata: { tier: 'gold', seats: 3 },
    },
    callAll,
  );

if (require.main === module) void exports.callAll();
