// An ordinary service that answers support questions with two model SDKs. Its calls know nothing of genspan; the thumb under an answer does.
const { createServer } = require('node:http');
const { Anthropic } = require('@anthropic-ai/sdk');
const { OpenAI } = require('openai');
const { currentCallRef, feedback } = require('genspan');
const { askAgent } = require('./agent.cjs');

const openai = new OpenAI({ apiKey: 'sk-demo', baseURL: `${process.env.PROVIDER_URL}/openai/v1` });
const anthropic = new Anthropic({ apiKey: 'demo', baseURL: `${process.env.PROVIDER_URL}/anthropic` });

const lookUpOrder = {
  type: 'function',
  function: {
    name: 'look_up_order',
    description: 'Finds an order by its number',
    parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
    parse: JSON.parse,
    function: ({ number }) => `Order ${number} left the warehouse on Monday.`,
  },
};

/** Two model calls: one that asks for the tool, one that reads its result. */
async function answerOrderQuestion(question) {
  const runner = openai.chat.completions.runTools({
    model: 'gpt-4.1-mini',
    messages: [
      { role: 'system', content: 'You answer questions about orders.' },
      { role: 'user', content: question },
    ],
    tools: [lookUpOrder],
  });
  return runner.finalContent();
}

async function streamSummary(text) {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4.1-mini',
    messages: [{ role: 'user', content: `Summarise: ${text}` }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let summary = '';
  for await (const chunk of stream) summary += chunk.choices[0]?.delta.content ?? '';
  return summary;
}

async function draftReply(text) {
  const message = await anthropic.messages
    .stream({
      model: 'claude-sonnet-4-6',
      max_tokens: 300,
      system: 'You write short replies.',
      messages: [{ role: 'user', content: text }],
    })
    .finalMessage();
  return message.content.map((block) => block.text).join('');
}

/** The first attempt is told to slow down; the SDK tries again by itself. */
async function classify(text) {
  const message = await anthropic.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 10,
    messages: [{ role: 'user', content: `One word for this request: ${text}` }],
  });
  return message.content[0].text;
}

async function askUnknownModel(text) {
  const completion = await openai.chat.completions.create({ model: 'gpt-unreleased', messages: [{ role: 'user', content: text }] });
  return completion.choices[0].message.content;
}

const routes = {
  '/order': answerOrderQuestion,
  '/summary': streamSummary,
  '/reply': draftReply,
  '/classify': classify,
  '/agent': askAgent,
  '/broken': askUnknownModel,
};

/** The page sends the token back with what its visitor thinks of the answer; only tokens that this service has given out are taken. */
async function takeFeedback(request, response) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const { callRef, thumb, comment } = JSON.parse(body);
  const result = feedback(
    { token: callRef },
    { name: 'helpful', score: thumb === 'up' ? 1 : 0, label: thumb === 'up' ? 'up' : 'down', comment },
  );
  response.statusCode = result.accepted ? 204 : 403;
  response.end(result.reason);
}

async function answerQuestion(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://service');
  try {
    const answer = await routes[pathname](searchParams.get('text'));
    const callRef = currentCallRef();
    if (callRef !== undefined) response.setHeader('x-call-ref', callRef);
    response.end(answer);
  } catch (error) {
    response.statusCode = 502;
    response.end(`The model could not answer (${error.status}).`);
  }
}

const server = createServer((request, response) =>
  request.method === 'POST' ? takeFeedback(request, response) : answerQuestion(request, response),
);

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => server.close());
