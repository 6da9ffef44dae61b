/** `agent.cjs cjs|esm sdk|split`: an HTTP service whose model asks for a tool of a server in a second process, whose tool asks a model again. */
const { createServer } = require('node:http');
const { once } = require('node:events');
const { join } = require('node:path');
const { load, loadClient } = require('./dialect.cjs');

async function main() {
  const { OpenAI } = await load('openai');
  const model = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
  const sdk = await loadClient();
  const client = new sdk.Client({ name: 'agent', version: '1.0.0' }, { capabilities: {} });
  const serverArguments = [...process.execArgv, join(__dirname, 'agent-tools.cjs'), ...process.argv.slice(2)];
  const env = { ...process.env, OTEL_SERVICE_NAME: 'tools' };
  await client.connect(new sdk.StdioClientTransport({ command: process.execPath, args: serverArguments, env }));

  const http = createServer(async (_request, response) => response.end(await answer(model, (call) => sdk.callTool(client, call))));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const reply = await fetch(`http://127.0.0.1:${http.address().port}/ask`);
  const outcomes = { answer: await reply.text() };
  http.close();
  await client.close();
  process.stdout.write(JSON.stringify(outcomes));
}

async function answer(model, callTool) {
  const messages = [{ role: 'user', content: 'What is the weather?' }];
  for (;;) {
    const { choices } = await model.chat.completions.create({ model: 'gpt-5', messages });
    const [{ message }] = choices;
    if (message.tool_calls === undefined) return message.content;
    messages.push(message);
    for (const { id, function: tool } of message.tool_calls) {
      const result = await callTool({ name: tool.name, arguments: JSON.parse(tool.arguments) });
      messages.push({ role: 'tool', tool_call_id: id, content: result.content[0].text });
    }
  }
}

main();
