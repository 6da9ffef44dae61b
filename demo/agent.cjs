// An ordinary agent of the Vercel AI SDK, whose tool lies on an MCP server in another process.
const { join } = require('node:path');
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');
const { z } = require('zod');

async function withOrders(work) {
  const client = new Client({ name: 'support', version: '1.0.0' });
  const transport = new StdioClientTransport({ command: process.execPath, args: [join(__dirname, 'order-server.cjs')], env: process.env });
  await client.connect(transport);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function askAgent(question) {
  // Both are ES modules.
  const [{ generateText, stepCountIs, tool }, { createOpenAI }] = await Promise.all([import('ai'), import('@ai-sdk/openai')]);
  const openai = createOpenAI({ apiKey: 'sk-demo', baseURL: `${process.env.PROVIDER_URL}/openai/v1` });
  return withOrders(async (orders) => {
    const { text } = await generateText({
      model: openai.chat('gpt-4.1-mini'),
      instructions: 'You answer questions about orders.',
      prompt: question,
      tools: {
        look_up_order: tool({
          description: 'Finds an order by its number',
          inputSchema: z.object({ number: z.string() }),
          execute: async (order) => (await orders.callTool({ name: 'look_up_order', arguments: order })).content,
        }),
      },
      stopWhen: stepCountIs(3),
    });
    return text;
  });
}

module.exports = { askAgent };
