// Ends right after the answer of its last call, by the way that its argument names.
const { OpenAI } = require('openai');
const { flush } = require('genspan');

const ways = {
  'by itself': () => {},
  'by process.exit': () => process.exit(3),
  'by an exception': () => {
    throw new Error('the application is broken');
  },
  'by SIGTERM': () => {
    setInterval(() => {}, 60_000);
    process.kill(process.pid, 'SIGTERM');
  },
  'by SIGKILL after a flush': () => void flush().then(() => process.kill(process.pid, 'SIGKILL')),
};

async function main() {
  const { object } = await new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  console.log(object);
  ways[process.argv[2]]();
}

// Past the promise: what is thrown ends the process as an exception does.
void main().catch((error) =>
  setImmediate(() => {
    throw error;
  }),
);
