import { describeThrown } from './outcome';

class RateLimitError extends Error {
  readonly status = 429;
}
class APIUserAbortError extends Error {}
class APIConnectionError extends Error {}

const typeOf = (error: unknown): string | undefined => {
  const outcome = describeThrown(error);
  return outcome.kind === 'failed' ? outcome.failure.type : outcome.kind;
};

describe('describeThrown', () => {
  it.each<[string, unknown, string]>([
    [
      'the code of the provider',
      Object.assign(new RateLimitError(), { code: 'rate_limit_exceeded', type: 'requests' }),
      'rate_limit_exceeded',
    ],
    [
      'the type inside a nested error body',
      Object.assign(new RateLimitError(), { error: { type: 'error', error: { type: 'overloaded_error' } } }),
      'overloaded_error',
    ],
    [
      'the type where there is no code',
      Object.assign(new RateLimitError(), { code: null, type: 'invalid_request_error' }),
      'invalid_request_error',
    ],
    ['the HTTP status', new RateLimitError(), '429'],
    [
      'the code of the socket error deep in the causes',
      new APIConnectionError('x', { cause: new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }) }),
      'ECONNREFUSED',
    ],
    [
      'the name of an exception of AWS that has no class of its own',
      Object.assign(new APIConnectionError('no'), { name: 'UnrecognizedClientException', $fault: 'client' }),
      'UnrecognizedClientException',
    ],
    ['the name of an error without a class', Object.assign(new Error('late'), { name: 'TimeoutError' }), 'TimeoutError'],
    ['the class of the exception', new APIConnectionError('timed out'), 'APIConnectionError'],
    ['_OTHER for what is no error', 'a string', '_OTHER'],
    ['_OTHER for nothing', undefined, '_OTHER'],
  ])('takes %s', (_name, error, expected) => {
    expect(typeOf(error)).toBe(expected);
  });

  it('never takes a sentence as error type', () => {
    expect(typeOf(Object.assign(new RateLimitError(), { code: 'the prompt was: hello' }))).toBe('429');
  });

  it('never takes a class whose name is a text', () => {
    const error = Object.create({ constructor: { name: 'the prompt was: hello' } }) as unknown;
    expect(describeThrown(error)).toMatchObject({ failure: { type: '_OTHER' }, exceptionType: undefined });
  });

  it.each([new APIUserAbortError(), new DOMException('This operation was aborted', 'AbortError')])(
    'tells an abort as abandoned: %p',
    (error) => {
      expect(describeThrown(error)).toEqual({ kind: 'abandoned', reason: 'aborted' });
    },
  );
});
