/** Clients of other packages, which extend the base class of `@anthropic-ai/sdk/client`. */
exports.askPlatforms = async function askPlatforms(AnthropicBedrock, AnthropicVertex) {
  const baseURL = process.env.ANTHROPIC_BASE_URL;
  const authClient = { projectId: 'project', getRequestHeaders: async () => new Headers({ authorization: 'Bearer fake' }) };
  const clients = [
    new AnthropicBedrock({ baseURL, awsRegion: 'us-east-1', awsAccessKey: 'fake', awsSecretKey: 'fake' }),
    new AnthropicVertex({ baseURL, region: 'us-east5', projectId: 'project', authClient }),
  ];
  for (const client of clients) {
    const messages = [{ role: 'user', content: 'Hello' }];
    const message = await client.messages.create({ model: 'claude-test', max_tokens: 100, messages });
    console.log(message.type);
  }
};
