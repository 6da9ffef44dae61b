/** A server of node:http under handlers that take the `Request` of the web. */
function asWebRequest(request) {
  const hasBody = request.method === 'POST';
  return new Request(`http://127.0.0.1${request.url}`, {
    method: request.method,
    headers: request.headers,
    ...(hasBody && { body: request, duplex: 'half' }),
  });
}

async function answer(webResponse, response) {
  response.writeHead(webResponse.status, Object.fromEntries(webResponse.headers));
  response.flushHeaders();
  for await (const chunk of webResponse.body ?? []) response.write(chunk);
  response.end();
}

module.exports = { answer, asWebRequest };
