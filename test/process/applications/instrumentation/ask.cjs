// One call with each SDK, as an application makes them: nothing here knows of genspan.
exports.ask = async function ask(OpenAI, Anthropic) {
  const messages = [{ role: 'user', content: 'Hello' }];
  const completion = await new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages });
  const message = await new Anthropic().messages.create({ model: 'claude-test', max_tokens: 100, messages });
  console.log(completion.object, message.type);
};
