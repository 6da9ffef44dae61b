import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { googleGenerativeAiAdapter } from './adapter';

mappingContract({
  adapter: googleGenerativeAiAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    'generate-content': 'GenerativeModel.prototype.generateContentStream',
    'embed-content': 'GenerativeModel.prototype.embedContent',
  },
});

function bodyOf(path: string, args: readonly unknown[], instance: unknown): unknown {
  const operation = googleGenerativeAiAdapter.operations.find(({ target }) => target.path === path);
  return JSON.parse(JSON.stringify(operation?.target.bodyOf?.(args, instance)));
}

const model = { model: 'models/m', systemInstruction: 'Be brief.', generationConfig: { topK: 1 } };

test.each<[string, string, readonly unknown[], unknown, unknown]>([
  ['a text', 'GenerativeModel.prototype.generateContent', ['Hi.'], model, { ...model, contents: 'Hi.' }],
  [
    'a request whose settings win over those of the model',
    'GenerativeModel.prototype.generateContentStream',
    [{ contents: [{ role: 'user', parts: [] }], generationConfig: { topK: 2 } }],
    model,
    { ...model, contents: [{ role: 'user', parts: [] }], generationConfig: { topK: 2 }, stream: true },
  ],
  [
    'a message after what has been said',
    'ChatSession.prototype.sendMessage',
    [['And?', { text: 'now' }]],
    { model: 'models/m', params: { systemInstruction: 'Be brief.' }, _history: [{ role: 'user', parts: [{ text: 'Hi.' }] }] },
    {
      model: 'models/m',
      systemInstruction: 'Be brief.',
      contents: [{ role: 'user', parts: [{ text: 'Hi.' }] }, 'And?', { text: 'now' }],
    },
  ],
  [
    'several texts to embed',
    'GenerativeModel.prototype.batchEmbedContents',
    [{ requests: [{ outputDimensionality: 3 }] }],
    model,
    { model: 'models/m', outputDimensionality: 3 },
  ],
])('the request is %s', (_what, path, args, instance, body) => {
  expect(bodyOf(path, args, instance)).toEqual(body);
});
