import { openaiImages } from './openai-images';
import { openaiTranscription } from './openai-transcription';

function form(fields: Readonly<Record<string, string | Blob>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}

const request = (body: unknown) => ({ method: 'POST', path: '/', query: {}, body });

test('a transcription is described from the form the SDK made of it', () => {
  const body = form({
    model: 'whisper-1',
    temperature: '0.5',
    stream: 'true',
    prompt: 'Names',
    file: new Blob(['abc'], { type: 'audio/mpeg' }),
  });
  expect(openaiTranscription.describeRequest(request(body))).toEqual({
    model: 'whisper-1',
    temperature: 0.5,
    stream: true,
    outputType: 'text',
  });
  expect(openaiTranscription.describeInput(body)).toEqual({
    messages: [
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'Names' },
          { type: 'upload', modality: 'audio', mime_type: 'audio/mpeg', byte_length: 3 },
        ],
      },
    ],
  });
});

test('an image edit is described from its form', () => {
  const body = form({ model: 'gpt-image-1', prompt: 'Blue', n: '2', image: new Blob(['abcd'], { type: 'image/png' }) });
  expect(openaiImages.describeRequest(request(body))).toMatchObject({ model: 'gpt-image-1', choiceCount: 2, outputType: 'image' });
  expect(openaiImages.describeInput(body).messages?.[0]?.parts).toEqual([
    { type: 'text', content: 'Blue' },
    { type: 'upload', modality: 'image', mime_type: 'image/png', byte_length: 4 },
  ]);
});

test('a body that is a stream already is not touched', () => {
  const body = new Proxy(Object.create(null) as object, { get: (_target, name) => (name === 'getReader' ? fail() : undefined) });
  expect(openaiTranscription.describeRequest(request(body))).toMatchObject({ model: undefined });
});

function fail(): never {
  throw new Error('the stream was read');
}
