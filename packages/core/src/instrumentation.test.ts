import { diag } from '@opentelemetry/api';
import { AdapterInstrumentation, createInstrument } from './instrumentation';
import type { ProviderAdapter } from './adapter';
import type { ModuleHookOptions } from './patch/module-hook';

/** Hooks see nothing of what jest loads: the load of a module is told by the test. */
const mockHooks: ModuleHookOptions[] = [];
jest.mock('./patch/module-hook', () => ({
  hookModules: (options: ModuleHookOptions) => void mockHooks.push(options),
}));

const adapter: ProviderAdapter = {
  provider: 'openai',
  module: { name: 'acme', versions: '>=2 <3' },
  seam: { kind: 'stainless', clientExport: 'Acme' },
  operations: [{ name: 'chat', target: { route: 'POST /chat' }, describeRequest: () => ({}), describeResponse: () => ({}) }],
};
function clientClass() {
  return class Acme {
    request(): void {}
    makeRequest(): void {}
  };
}
const load = (Acme: object, version = '2.1.0'): void => {
  for (const { listeners } of mockHooks) listeners[0]?.onLoad({ name: 'acme', exports: { Acme }, version, format: 'commonjs' });
};

describe('AdapterInstrumentation', () => {
  afterEach(() => mockHooks.splice(0));

  it('patches what loads while it is enabled, and gives it back', () => {
    const Acme = clientClass();
    const { request } = Acme.prototype;
    const instrumentation = new AdapterInstrumentation(adapter);
    load(Acme);
    expect(Acme.prototype.request).not.toBe(request);
    instrumentation.disable();
    expect(Acme.prototype.request).toBe(request);
  });

  it('patches again, when it is enabled again, what was loaded before', () => {
    const Acme = clientClass();
    const { request } = Acme.prototype;
    const instrumentation = new AdapterInstrumentation(adapter);
    load(Acme);
    instrumentation.disable();
    instrumentation.enable();
    expect(Acme.prototype.request).not.toBe(request);
    instrumentation.disable();
    expect(Acme.prototype.request).toBe(request);
  });

  it('tells that GENSPAN_COMPAT has no effect on the SDK of the application', () => {
    const warn = jest.spyOn(diag, 'warn').mockImplementation();
    process.env['GENSPAN_COMPAT'] = 'langfuse';
    try {
      const instrumentation = new AdapterInstrumentation(adapter);
      load(clientClass());
      instrumentation.disable();
      expect(warn.mock.calls).toEqual([[expect.stringMatching(/^genspan: GENSPAN_COMPAT has no effect, .+ CompatProcessor/)]]);
    } finally {
      delete process.env['GENSPAN_COMPAT'];
      warn.mockRestore();
    }
  });

  it('patches, when it is first enabled, what was loaded before', () => {
    const Acme = clientClass();
    const { request } = Acme.prototype;
    const instrumentation = new AdapterInstrumentation(adapter, { enabled: false });
    load(Acme);
    expect(Acme.prototype.request).toBe(request);
    instrumentation.enable();
    instrumentation.enable();
    expect(Acme.prototype.request).not.toBe(request);
    instrumentation.disable();
    expect(Acme.prototype.request).toBe(request);
  });

  it('hooks nothing where OpenTelemetry is switched off', () => {
    process.env['OTEL_SDK_DISABLED'] = 'true';
    const instrumentation = new AdapterInstrumentation(adapter);
    delete process.env['OTEL_SDK_DISABLED'];
    instrumentation.enable();
    expect(mockHooks).toEqual([]);
  });

  it('leaves a version outside the tested range alone', () => {
    const Acme = clientClass();
    const { request } = Acme.prototype;
    const instrumentation = new AdapterInstrumentation(adapter);
    load(Acme, '3.0.0');
    expect(Acme.prototype.request).toBe(request);
    instrumentation.disable();
  });
});

describe('createInstrument', () => {
  it('answers the same class, patched once', () => {
    const Acme = clientClass();
    const instrument = createInstrument(adapter);
    expect(instrument(Acme)).toBe(Acme);
    const { request } = Acme.prototype;
    expect(instrument(Acme).prototype.request).toBe(request);
  });

  it('answers a class of another shape as it is', () => {
    const Other = Object.assign(function other() {}, { prototype: {} });
    expect(createInstrument(adapter)(Other)).toBe(Other);
    expect(Object.getOwnPropertyNames(Other.prototype)).toEqual([]);
  });
});
