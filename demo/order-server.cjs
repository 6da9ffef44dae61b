// An ordinary MCP server in a process of its own: nothing in this file knows of genspan. stdout is its wire.
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const { StdioServerTransport } = require('@modelcontextprotocol/sdk/server/stdio.js');
const { z } = require('zod');

const server = new McpServer({ name: 'orders', version: '1.0.0' });

server.registerTool(
  'look_up_order',
  { description: 'Finds an order by its number', inputSchema: { number: z.string() } },
  async ({ number }) => ({ content: [{ type: 'text', text: `Order ${number} left the warehouse on Monday.` }] }),
);

server.connect(new StdioServerTransport());
