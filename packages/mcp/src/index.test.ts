import { instrumentMcpClient, instrumentMcpSdk } from './index';

function makeClasses() {
  class Protocol {
    request(): void {}
    _onrequest(): void {}
    connect(): void {}
    _onclose(): void {}
  }
  class Client extends Protocol {}
  return { Protocol, Client };
}

test.each([
  ['a class', ({ Client }: ReturnType<typeof makeClasses>) => instrumentMcpSdk(Client)],
  ['the exports of an entry', ({ Client }: ReturnType<typeof makeClasses>) => instrumentMcpClient({ Client })],
])('by hand the base class is patched through %s', (_what, instrument) => {
  const classes = makeClasses();
  const { request } = classes.Protocol.prototype;
  instrument(classes);
  expect(classes.Protocol.prototype.request).not.toBe(request);
  expect(Object.hasOwn(classes.Client.prototype, 'request')).toBe(false);
});
