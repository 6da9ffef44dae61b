// Ends in the way of its argument, after a call or within one.
const { OpenAI } = require('openai');

const request = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] };

const ways = {
  async throws() {
    const { object } = await new OpenAI().chat.completions.create(request);
    console.log(object);
    setTimeout(() => {
      throw new Error('the application is broken');
    });
  },
  async rejects() {
    const { object } = await new OpenAI().chat.completions.create(request);
    console.log(object);
    void Promise.reject(new Error('the application is broken'));
  },
  async 'rejects with the error of a call'() {
    await new OpenAI({ maxRetries: 0 }).chat.completions.create(request);
  },
  async 'exits within a stream'() {
    const stream = await new OpenAI().chat.completions.create({ ...request, stream: true });
    for await (const chunk of stream) {
      console.log(chunk.object);
      process.exit(5);
    }
  },
};

void ways[process.argv[2]]();
