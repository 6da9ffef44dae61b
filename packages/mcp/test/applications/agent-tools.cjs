/** The server of `agent.cjs`: its one tool asks a model. */
const { load, loadServer } = require('./dialect.cjs');

async function main() {
  const { OpenAI } = await load('openai');
  const model = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
  const { Server, StdioServerTransport, handle } = await loadServer();
  const server = new Server({ name: 'tools', version: '1.0.0' }, { capabilities: { tools: {} } });
  handle(server, 'tools/call', async ({ params }) => {
    const messages = [{ role: 'user', content: `Guess the weather of ${params.arguments.city}.` }];
    const { choices } = await model.chat.completions.create({ model: 'gpt-5-mini', messages });
    return { content: [{ type: 'text', text: choices[0].message.content }] };
  });
  await server.connect(new StdioServerTransport());
}

main();
