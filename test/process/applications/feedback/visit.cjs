// A browser between two processes of the service, and the product that keeps scores.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { createServer } = require('node:http');
const { setTimeout: pause } = require('node:timers/promises');

const scores = [];

async function startScoreKeeper() {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { traceparent, authorization } = request.headers;
    scores.push({ path: request.url, traceparent, authorization, body: JSON.parse(body) });
    if (process.env.SCORE_KEEPER !== 'hangs') response.end('{}');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function startService(environment) {
  const child = fork('service.cjs', { env: { ...process.env, ...environment } });
  const [{ port }] = await once(child, 'message');
  return { child, url: `http://127.0.0.1:${port}` };
}

/** A request that held the process would hold it until it is given up, for the fourth time, after 40 s. */
async function exitOf(child) {
  const gaveUp = pause(25_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
  const [exitCode, signal] = await Promise.race([once(child, 'exit'), gaveUp.then(() => once(child, 'exit'))]);
  return exitCode ?? signal;
}

async function visit() {
  const keeper = await startScoreKeeper();
  const environment = { NODE_OPTIONS: '--require genspan/register', LANGFUSE_HOST: `http://127.0.0.1:${keeper.address().port}` };
  const [one, other] = await Promise.all([startService(environment), startService(environment)]);
  const ask = async (path) => (await fetch(one.url + path)).headers.get('x-call-ref');
  const say = async (token, thumb, comment) => {
    const response = await fetch(`${other.url}/feedback`, { method: 'POST', body: JSON.stringify({ token, thumb, comment }) });
    return `${response.status} ${await response.text()}`.trim();
  };

  const token = await ask('/answer');
  const brief = await ask('/brief');
  const answers = [];
  if (token !== null) {
    answers.push(await say(token, 'up', 'Write to ada@example.com.'));
    answers.push(await say(token.slice(0, -9) + (token.at(-9) === 'A' ? 'B' : 'A') + token.slice(-8), 'down'));
    await pause(2_100);
    answers.push(await say(brief, 'down'));
  } else answers.push(await say('gs1.nothing', 'up'));
  for (const { child } of [one, other]) child.disconnect();
  const exits = await Promise.all([one, other].map(({ child }) => exitOf(child)));
  keeper.close();
  keeper.closeAllConnections();
  console.log(JSON.stringify({ token, answers, exits, scores }));
}

visit();
