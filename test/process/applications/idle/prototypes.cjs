// What of the SDKs is as their authors wrote it, and what listens for the end of the process.
const { OpenAI } = require('openai');
const { Anthropic } = require('@anthropic-ai/sdk');

function sourcesOf(name, client) {
  return ['request', 'makeRequest'].map((method) => `${name}.${method}: ${client.prototype[method]}`);
}

console.log(JSON.stringify([...sourcesOf('OpenAI', OpenAI), ...sourcesOf('Anthropic', Anthropic)]));
console.log(
  process
    .eventNames()
    .map((name) => `${String(name)} ${process.listenerCount(name)}`)
    .join(', '),
);
