import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { googleVertexaiAdapter } from './adapter';

mappingContract({
  adapter: googleVertexaiAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { 'generate-content': 'GenerativeModel.prototype.generateContentStream' },
});

function bodyOf(path: string, args: readonly unknown[], instance: unknown): unknown {
  const operation = googleVertexaiAdapter.operations.find(({ target }) => target.path === path);
  return JSON.parse(JSON.stringify(operation?.target.bodyOf?.(args, instance)));
}

const model = { model: 'm', systemInstruction: { parts: [{ text: 'Be brief.' }] }, generationConfig: { topK: 1 } };
const said = { role: 'user', parts: [{ text: 'Hi.' }] };

test.each<[string, string, readonly unknown[], unknown, unknown]>([
  ['a text', 'GenerativeModel.prototype.generateContent', ['Hi.'], model, { ...model, contents: 'Hi.' }],
  [
    'a request whose settings win over those of the model',
    'GenerativeModelPreview.prototype.generateContentStream',
    [{ contents: [said], generationConfig: { topK: 2 } }],
    model,
    { ...model, contents: [said], generationConfig: { topK: 2 }, stream: true },
  ],
  [
    'a message after what has been said',
    'ChatSession.prototype.sendMessage',
    ['And?'],
    { resourcePath: 'projects/p/locations/l/publishers/google/models/m', historyInternal: [said] },
    { model: 'projects/p/locations/l/publishers/google/models/m', contents: [said, 'And?'] },
  ],
])('the request is %s', (_what, path, args, instance, body) => {
  expect(bodyOf(path, args, instance)).toEqual(body);
});

test.each([
  [{ apiEndpoint: 'proxy.example/vertex', location: 'l' }, 'https://proxy.example/vertex'],
  [{ location: 'europe-west1' }, 'https://europe-west1-aiplatform.googleapis.com'],
  [{}, undefined],
])('requests of %p go to %p', (instance, baseUrl) => {
  expect(googleVertexaiAdapter.baseUrlOf?.(instance)).toBe(baseUrl);
});
