// The world around the service, in a process of its own that nothing instruments: a model provider, another service, and a user.
const { once } = require('node:events');
const http = require('node:http');

const traceHeaders = /^(traceparent|tracestate|baggage|b3|sentry-trace)$/i;

async function listen() {
  const seen = [];
  const server = http.createServer((request, response) => {
    const { rawHeaders } = request;
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    seen.push(names.filter((name) => traceHeaders.test(name)).map((name) => `${name}: ${request.headers[name.toLowerCase()]}`));
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, seen, url: `http://127.0.0.1:${server.address().port}/` };
}

async function main() {
  const [provider, other] = [await listen(), await listen()];
  process.send({ providerUrl: provider.url, otherUrl: other.url });
  const [{ serviceUrl, headers }] = await once(process, 'message');
  await (await fetch(serviceUrl, { headers })).text();
  for (const { server } of [provider, other]) server.close().closeAllConnections();
  process.send({ providerHeaders: provider.seen, otherHeaders: other.seen });
}

void main().finally(() => process.disconnect());
