const { Groq } = require('groq-sdk');

const messages = [{ role: 'user', content: 'Hello' }];
const client = new Groq({ apiKey: 'test-key', baseURL: process.env.OPENAI_BASE_URL });
void client.chat.completions.create({ model: 'llama', messages }).then(({ object }) => console.log(object));
