// A provider in a process of its own that answers every request with a stream of 500 chunks, each written by itself.
'use strict';
const { createServer } = require('node:http');
const { setImmediate: turn } = require('node:timers/promises');
const { streamChunks } = require('./in-process-provider.cjs');

const server = createServer(async (request, response) => {
  request.resume();
  response.setHeader('content-type', 'text/event-stream');
  for (const chunk of streamChunks(500)) {
    response.write(chunk);
    await turn();
  }
  response.end();
});
server.on('connection', (socket) => socket.setNoDelay());
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
