// One call whose content waits for a redactor of the application's when the program has come to its end, or is told to end.
const { setTimeout: wait } = require('node:timers/promises');
const { OpenAI } = require('openai');
const { redactWith } = require('genspan');

const [way, redactorMs] = process.argv.slice(2);
redactWith(async (text) => {
  await wait(Number(redactorMs), undefined, { ref: false });
  return text.replaceAll('Hello', '[GREETING]');
});

async function main() {
  const { object } = await new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  console.log(object);
  if (way === 'by a signal') {
    setInterval(() => {}, 60_000);
    process.kill(process.pid, 'SIGTERM');
  }
}

void main();
