import { ROOT_CONTEXT } from '@opentelemetry/api';
import { recordingPipeline } from '../../test/recording-pipeline';
import { defineOperation } from '../adapter';
import { startCall } from './start-call';

const text = 'write to jane.doe@example.com';

test('a text in the place of an identifier reaches no recorder, whatever the capture mode', () => {
  const { pipeline, started, ended } = recordingPipeline();
  const operation = defineOperation({
    name: 'chat',
    target: { route: 'POST /chat' },
    describeRequest: () => ({ model: text, conversationId: text }),
    describeResponse: () => ({ id: text, model: text, finishReasons: [text], failure: { type: text } }),
  });
  const call = startCall(pipeline, {
    operation,
    request: { method: 'POST', path: '/chat', query: {}, body: {} },
    provider: { name: 'openai', source: 'default', serverAddress: undefined, serverPort: undefined },
    parentContext: ROOT_CONTEXT,
    startTimeMs: 0,
    startTick: 0,
  });
  call.complete({});
  expect(started).toMatchObject([{ request: {} }]);
  expect(ended).toMatchObject([
    { outcome: { kind: 'failed', failure: { type: '_OTHER' } }, response: { finishReasons: ['_OTHER'], failure: { type: '_OTHER' } } },
  ]);
  const { parentContext: _context, ...facts } = ended[0] ?? {};
  expect(JSON.stringify(facts)).not.toContain('jane');
});
