import { endedCall, noTelemetry, startAttributes } from '../../test/recorded-call';
import { evaluationTarget } from './evaluation-target';

test('what is judged is told by what made it: prompt, configuration and models, and by the scope it was made in', () => {
  const call = endedCall({
    scopeAttributes: { 'gen_ai.prompt.name': 'greeting', 'gen_ai.prompt.version': '3', 'user.id': 'u1' },
    promptFingerprint: '9c56cc51b374c3ba',
    configHash: '2c26b46b68ffc68f',
  });
  expect(evaluationTarget(noTelemetry, call)).toEqual({
    context: call.parentContext,
    attributes: {
      ...startAttributes,
      'gen_ai.prompt.name': 'greeting',
      'gen_ai.prompt.version': '3',
      'user.id': 'u1',
      'gen_ai.response.id': 'resp_1',
      'gen_ai.response.model': 'gpt-5-2026',
      'genspan.prompt.fingerprint': '9c56cc51b374c3ba',
      'genspan.config.hash': '2c26b46b68ffc68f',
    },
  });
});
