import { describeFile, describeMediaUrl } from './openai-media';

test.each([
  ['https://example.com/a.png', { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' }],
  ['data:image/png;base64,AAEC', { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AAEC' }],
  ['data:image/svg+xml;charset=utf-8;base64,AAEC', { type: 'blob', modality: 'image', mime_type: 'image/svg+xml', content: 'AAEC' }],
  ['data:;base64,AAEC', { type: 'blob', modality: 'image', mime_type: undefined, content: 'AAEC' }],
  ['data:image/svg+xml,%3Csvg%2F%3E', { type: 'blob', modality: 'image', mime_type: 'image/svg+xml', content: btoa('<svg/>') }],
  ['data:text/plain,%zz', { type: 'blob', modality: 'image', mime_type: 'text/plain', content: btoa('%zz') }],
  ['data:image/png', { type: 'uri', modality: 'image', uri: 'data:image/png' }],
])('%s', (url, part) => {
  expect(describeMediaUrl('image', url)).toEqual(part);
});

test('a file is told by id, address or data', () => {
  expect(describeFile({ file_id: 'file-1', filename: 'a.pdf' })).toEqual({ type: 'file', modality: 'document', file_id: 'file-1' });
  expect(describeFile({ file_url: 'https://example.com/a.pdf' })).toMatchObject({ type: 'uri', uri: 'https://example.com/a.pdf' });
  expect(describeFile({ file_data: 'JVBERi0=' })).toEqual({ type: 'blob', modality: 'document', content: 'JVBERi0=' });
  expect(describeFile({ filename: 'a.pdf' })).toBeUndefined();
});
