import { baseUrlOf } from './base-url';

test.each([
  [{ config: { baseURL: 'https://api.anthropic.com/v1' } }, 'https://api.anthropic.com/v1'],
  [
    { modelId: 'm', config: { url: ({ path, modelId }: { path: string; modelId: string }) => `https://h/${modelId}${path}` } },
    'https://h/m',
  ],
  [{ config: { url: async () => 'https://h' } }, undefined],
  [{ config: { baseURL: async () => 'https://h' } }, undefined],
  [{ doGenerate: () => {} }, undefined],
  [undefined, undefined],
])('of %j it is %p', (model, url) => {
  expect(baseUrlOf(model)).toBe(url);
});
