// An OTLP endpoint in a process of its own that takes everything and keeps nothing.
'use strict';
const { createServer } = require('node:http');

const server = createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
