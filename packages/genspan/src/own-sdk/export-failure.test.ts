import { describeFailure } from './export-failure';

function fail(fields: object): Error {
  return Object.assign(new Error('secret'), fields);
}

test.each([
  [{ code: 415 }, { kind: 'refused', code: '415', meaning: 'wrong_encoding' }],
  [{ code: 404 }, { kind: 'refused', code: '404', meaning: 'unknown_path' }],
  [{ code: 418 }, { kind: 'refused', code: '418', meaning: 'other' }],
  [{ code: 'ECONNREFUSED' }, { kind: 'unreachable', reason: 'ECONNREFUSED' }],
  [{ code: 'HPE_INVALID_CONSTANT' }, { kind: 'unreachable', reason: 'HPE_INVALID_CONSTANT' }],
  [{ message: 'Request timed out' }, { kind: 'unreachable', reason: 'TIMEOUT' }],
])('an error of HTTP with %j is told as %j', (fields, failure) => {
  expect(describeFailure(fail(fields))).toEqual(failure);
});

test.each([
  [
    { code: 16, details: 'secret', message: '16 UNAUTHENTICATED: secret' },
    { kind: 'refused', code: 'UNAUTHENTICATED', meaning: 'wrong_credentials' },
  ],
  [
    { code: 12, details: '', message: '12 UNIMPLEMENTED: ' },
    { kind: 'refused', code: 'UNIMPLEMENTED', meaning: 'unknown_path' },
  ],
  [
    { code: 4, details: 'Deadline exceeded' },
    { kind: 'unreachable', reason: 'TIMEOUT' },
  ],
  [
    { code: 14, details: 'No connection established. Last error: connect ECONNREFUSED' },
    { kind: 'unreachable', reason: 'ECONNREFUSED' },
  ],
  [
    { code: 14, details: 'No connection established. Last error: self-signed certificate' },
    { kind: 'unreachable', reason: 'UNTRUSTED_CERTIFICATE' },
  ],
  [
    { code: 14, details: 'Name resolution failed for target dns:host:4317' },
    { kind: 'unreachable', reason: 'ENOTFOUND' },
  ],
  [
    { code: 14, details: 'the upstream says ECONNREFUSED', message: '14 UNAVAILABLE: the upstream says ECONNREFUSED' },
    { kind: 'refused', code: 'UNAVAILABLE', meaning: 'other' },
  ],
  [
    { code: 99, details: '' },
    { kind: 'refused', code: 'gRPC status 99', meaning: 'other' },
  ],
])('an error of gRPC with %j is told as %j', (fields, failure) => {
  expect(describeFailure(fail(fields))).toEqual(failure);
});

test.each([undefined, null, fail({}), fail({ code: undefined })])('an error that says nothing of the endpoint is not told', (error) => {
  expect(describeFailure(error)).toBeUndefined();
});
