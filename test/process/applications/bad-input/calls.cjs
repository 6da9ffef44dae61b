// One call, and an exit code of its own.
const { OpenAI } = require('openai');

async function main() {
  const messages = [{ role: 'user', content: 'Hello' }];
  const { object } = await new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages });
  console.log(object);
  process.exitCode = 7;
}

void main();
