// Answers questions with a model, and takes what users say of the answers, maybe in another process of the same service.
const { createServer } = require('node:http');
const { OpenAI } = require('openai');
const { currentCallRef, feedback, withAttributes } = require('genspan');

async function answer(request, response) {
  const call = () => new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  const { object } = await withAttributes({ promptName: 'greeting' }, call);
  const token = currentCallRef(request.url === '/brief' ? { expiresInSeconds: 1 } : undefined);
  response.writeHead(200, token === undefined ? {} : { 'x-call-ref': token }).end(object);
}

async function takeFeedback(request, response) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const { token, thumb, comment } = JSON.parse(body);
  const result = feedback({ token }, { name: 'helpful', score: thumb === 'up' ? 1 : 0, label: thumb, comment });
  response.writeHead(result.accepted ? 204 : 403).end(result.reason);
}

const server = createServer((request, response) => (request.method === 'POST' ? takeFeedback : answer)(request, response));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => server.close());
