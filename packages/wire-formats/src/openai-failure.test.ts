import { describeFailure } from './openai-failure';

describe('describeFailure', () => {
  it.each([
    ['the code', { code: 'rate_limit_exceeded', type: 'requests' }, 'rate_limit_exceeded'],
    ['an HTTP status in its place', { code: 429, type: 'requests' }, '429'],
    ['the type where the code is null', { code: null, type: 'requests' }, 'requests'],
    ['the type where the code is a sentence', { code: 'The model is overloaded.', type: 'overloaded_error' }, 'overloaded_error'],
    ['the type where the code is a number of its own kind', { code: 1214, type: 'invalid_request_error' }, 'invalid_request_error'],
    ['nothing that could be a text', { code: 'Try again.', type: 'Something went wrong.' }, '_OTHER'],
  ])('takes %s', (_what, error, type) => {
    expect(describeFailure({ message: 'later', ...error })).toEqual({ type, message: 'later' });
  });

  it('takes a bare string for the message', () => {
    expect(describeFailure('overloaded')).toEqual({ type: '_OTHER', message: 'overloaded' });
  });

  it.each([undefined, null, ''])('is absent where there is no error: %j', (value) => {
    expect(describeFailure(value)).toBeUndefined();
  });
});
