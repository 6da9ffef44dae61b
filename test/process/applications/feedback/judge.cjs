// Has every answer judged by another model: the judge's own calls are calls as all others, and nobody judges them.
const { OpenAI } = require('openai');
const { evaluate } = require('genspan');

const ask = (model, content) => new OpenAI().chat.completions.create({ model, messages: [{ role: 'user', content }] });

evaluate({ name: 'politeness', version: '2', model: 'gpt-5-judge' }, async ({ requestModel, outputMessages }) => {
  const verdict = await ask('gpt-5-judge', JSON.stringify(outputMessages));
  return { score: 0.5, label: 'fair', comment: `${requestModel} was judged by ${verdict.object}, see ada@example.com` };
});
evaluate({ name: 'broken' }, () => {
  throw new TypeError('not for stderr');
});

async function main() {
  for (const question of ['Hello', 'Bye']) await ask('gpt-5-mini', question);
  console.log('answered');
}

main();
