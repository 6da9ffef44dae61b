// A service without a model SDK, and its one client.
const http = require('node:http');

const server = http.createServer((request, response) => response.end('served'));
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, path: '/orders?customer=secret' }, (response) => {
    response.on('data', (data) => console.log(String(data))).on('end', () => server.close());
  });
});
