import { hideOwnTracer } from './stainless-tracer';

function clientClass() {
  return class Client {
    declare _tracer: unknown;
    declare timeout: number;
    constructor(tracer: unknown) {
      this._tracer = tracer;
      this.timeout = 1;
    }
  };
}

describe('hideOwnTracer', () => {
  it('answers undefined, in a property like the one the client has of its own', () => {
    const Client = clientClass();
    hideOwnTracer(Client.prototype, '_tracer');
    const client = new Client('tracer');
    expect([client._tracer, Object.keys(client)]).toEqual([undefined, ['_tracer', 'timeout']]);
  });

  it('gives each client its tracer back, and leaves nothing on the prototype', () => {
    const Client = clientClass();
    const before = Object.getOwnPropertyNames(Client.prototype);
    const undo = hideOwnTracer(Client.prototype, '_tracer');
    const client = new Client('tracer');
    undo();
    expect([client._tracer, new Client('other')._tracer]).toEqual(['tracer', 'other']);
    expect(Object.getOwnPropertyNames(Client.prototype)).toEqual(before);
  });
});
