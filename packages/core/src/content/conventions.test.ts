/** What is sent is held against the JSON schemas of the conventions (fixtures/, of semantic-conventions-genai). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { Message, MessagePart } from '../facts';
import type { CapturedContent } from './captured-content';
import type { CallContent } from './content-stage';
import { createContentStage } from './create-content-stage';

const ajv = new Ajv({ strict: false, formats: { binary: true } });
ajv.addSchema({ $id: 'http://json-schema.org/draft-07/schema', type: ['object', 'boolean'] });

function schemaOf(name: string) {
  return ajv.compile({ ...JSON.parse(readFileSync(join(__dirname, `fixtures/gen-ai-${name}.json`), 'utf8')), $id: name });
}

const schemas = {
  inputMessages: schemaOf('input-messages'),
  outputMessages: schemaOf('output-messages'),
  instructions: schemaOf('system-instructions'),
  toolDefinitions: schemaOf('tool-definitions'),
  retrievalDocuments: schemaOf('retrieval-documents'),
};

const long = 'word '.repeat(400);
const parts: readonly MessagePart[] = [
  { type: 'text', content: long },
  { type: 'reasoning', content: long },
  { type: 'tool_call', id: 'c1', name: 'f', arguments: { a: [long, long], b: { c: long } } },
  { type: 'tool_call_response', id: 'c1', response: { rows: [long, 1, null] } },
  { type: 'server_tool_call', name: 's', server_tool_call: { type: 'search', query: long } },
  { type: 'server_tool_call_response', server_tool_call_response: { type: 'search', hits: [long] } },
  { type: 'uri', modality: 'image', uri: `https://example.com/${'a'.repeat(3000)}` },
  { type: 'file', modality: 'document', file_id: 'file-1' },
  { type: 'compaction', content: long },
  { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'QUJD' },
  { type: 'uri', modality: 'image', uri: 'data:image/png;base64,QUJD' },
  { type: 'never_seen', value: long },
];
const messages: readonly Message[] = [
  { role: 'system', parts: [{ type: 'text', content: long }] },
  { role: 'user', name: 'jane', parts },
  { role: 'assistant', parts },
];
const call: CallContent = {
  input: {
    instructions: [
      { type: 'text', content: long },
      { type: 'other', note: long },
    ],
    messages,
    tools: [
      { type: 'function', name: 'f', description: long, parameters: { type: 'object', properties: { a: { type: 'string' } } } },
      { type: 'web_search', name: 'web_search' },
    ],
  },
  output: {
    messages: [{ role: 'assistant', parts, finish_reason: 'stop' }],
    documents: [{ id: 'd', score: 0.5, text: long }, { id: 'e' }],
  },
};

const definitions: Readonly<Record<string, string>> = {
  text: 'TextPart',
  reasoning: 'ReasoningPart',
  tool_call: 'ToolCallRequestPart',
  tool_call_response: 'ToolCallResponsePart',
  server_tool_call: 'ServerToolCallPart',
  server_tool_call_response: 'ServerToolCallResponsePart',
  uri: 'UriPart',
  file: 'FilePart',
  compaction: 'CompactionPart',
};

describe.each([
  ['redacted', 100_000, 1_000_000],
  ['full', 100_000, 1_000_000],
  ['redacted', 100, 1_000_000],
  ['redacted', 1000, 5000],
  ['redacted', 30, 100],
  ['redacted', 1, 1],
] as const)('content in the mode %s with %d characters for a part and %d for a call', (mode, maxPartCharacters, maxCallCharacters) => {
  const done = jest.fn<void, [CapturedContent]>();
  const stage = createContentStage({ mode, onSpan: true, onEvent: false, maxPartCharacters, maxCallCharacters });
  stage.capture(call, done);
  stage.flushSync();
  const captured = done.mock.calls[0]?.[0] ?? { mode };

  test.each(Object.entries(schemas))('%s are valid', (name, isValid) => {
    const json = captured[name as keyof typeof schemas]?.json ?? '';
    isValid(JSON.parse(json));
    expect(isValid.errors).toBeNull();
  });

  test('each part is valid as what its type says, not only as a generic part', () => {
    for (const message of (captured.inputMessages?.value ?? []) as Message[]) {
      for (const part of message.parts) {
        const definition = definitions[part.type];
        if (definition === undefined) continue;
        ajv.validate({ $ref: `input-messages#/$defs/${definition}` }, part);
        expect({ part, errors: ajv.errors }).toEqual({ part, errors: null });
      }
    }
  });
});
