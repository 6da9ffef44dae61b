/** `tool-client.cjs cjs|esm sdk|split stdio`: a tool of LangChain that is a tool of an MCP server, as its adapter for MCP names them. */
const { join } = require('node:path');
const { load, loadClient } = require('./dialect.cjs');

async function main() {
  const { tool } = await load('@langchain/core/tools');
  const sdk = await loadClient();
  const client = new sdk.Client({ name: 'test-client', version: '1.0.0' }, { capabilities: {} });
  const serverArguments = [...process.execArgv, join(__dirname, 'server.cjs'), ...process.argv.slice(2)];
  const env = { ...process.env, OTEL_SERVICE_NAME: 'server' };
  await client.connect(new sdk.StdioClientTransport({ command: process.execPath, args: serverArguments, env }));
  const schema = { type: 'object', properties: { text: { type: 'string' } } };
  const echo = tool((input) => sdk.callTool(client, { name: 'echo', arguments: input }).then(JSON.stringify), {
    name: 'mcp__test__echo',
    description: 'says it again',
    schema,
  });
  const other = tool(() => sdk.callTool(client, { name: 'work' }).then(JSON.stringify), { name: 'other', description: 'works', schema });
  const outcomes = { echo: await echo.invoke({ text: 'QUOKKA-argument' }), other: await other.invoke({}) };
  await client.close();
  process.stdout.write(JSON.stringify(outcomes));
}

main();
