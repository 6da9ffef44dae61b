// Receives OTLP/JSON as a Collector would, keeps spans and what people said of them for the drawing, and hands everything on where an endpoint is set.
const { createServer } = require('node:http');
const { readEvaluations, readSpans } = require('./trace-tree.cjs');

/** Answers `{ url, spans, evaluations, forwardingProblem, close }`; `forwardTo` is a base URL, `headers` go with what is handed on. */
async function startTraceSink(forwardTo, headers) {
  const sink = { spans: [], evaluations: [], forwardingProblem: undefined };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (request.url === '/v1/traces') sink.spans.push(...readSpans(JSON.parse(body)));
    if (request.url === '/v1/logs') sink.evaluations.push(...readEvaluations(JSON.parse(body)));
    if (forwardTo !== undefined) await forward(request.url, body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });

  async function forward(path, body) {
    try {
      const url = forwardTo.replace(/\/$/, '') + path;
      const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
      if (!answer.ok) sink.forwardingProblem ??= `${path} was answered with status ${answer.status}`;
    } catch {
      sink.forwardingProblem ??= 'it could not be reached';
    }
  }

  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(sink, { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
}

module.exports = { startTraceSink };
