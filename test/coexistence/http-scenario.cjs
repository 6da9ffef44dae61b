// A service whose handler makes model calls over HTTP, then calls another service, each by fetch and by node:http.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { genspanTest } = globalThis;

module.exports = async function runHttpScenario({ register, describe, order, inRequest = (fn) => fn(), requestHeaders }) {
  if (order === 'after') genspanTest.call('first');
  register();
  // Instrumentations patch what is required after them.
  const http = require('node:http');
  const outside = fork(join(__dirname, 'outside.cjs'), { execArgv: [] });
  const [{ providerUrl, otherUrl }] = await once(outside, 'message');
  // The first call is what starts ours: when a server loads, the preload proper does the same.
  genspanTest.telemetry.start();
  const service = http.createServer((request, response) => {
    void inRequest(() => handle(providerUrl, otherUrl)).then(() => response.end('done'));
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  outside.send({ serviceUrl: `http://127.0.0.1:${service.address().port}/chat?key=secret`, headers: requestHeaders });
  const [headers] = await once(outside, 'message');
  service.close().closeAllConnections();
  await genspanTest.telemetry.flush(2_000);
  await genspanTest.report({ ...headers, ...(await describe()) });
};

async function handle(providerUrl, otherUrl) {
  for (const send of [sendByFetch, sendByHttp]) {
    const call = genspanTest.startCall(send.name);
    await call.inRequest(() => send(providerUrl));
    call.end();
    await send(otherUrl);
  }
}

async function sendByFetch(url) {
  await (await fetch(url)).text();
}

function sendByHttp(url) {
  const http = require('node:http');
  return new Promise((resolve, reject) => {
    http
      .get(url, (response) => {
        response.resume();
        response.on('end', resolve);
      })
      .on('error', reject);
  });
}
