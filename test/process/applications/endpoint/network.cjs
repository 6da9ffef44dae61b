// A model provider inside the process: what is measured is what genspan does, not the network.
const { OpenAI } = require('openai');

const answer = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'gpt-5-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
const fetch = async () => new Response(answer, { headers: { 'content-type': 'application/json' } });
const client = new OpenAI({ fetch });

/** One call with a prompt of its own, of about so many characters. */
const call = (name, length = 0) =>
  client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: `${name} ${'word '.repeat(length / 5)}` }] });

module.exports = { call };
