import * as api from '@opentelemetry/api';
import { readApiGlobals, replaceApiGlobals } from './api-globals';
import { OwnGlobals, type Registrable } from './own-globals';

const tracerProvider = new api.ProxyTracerProvider();
const ours = {
  tracerProvider,
  meterProvider: { getMeter: api.createNoopMeter },
  loggerProvider: { getLogger: api.createNoopLogger },
  contextManager: { active: () => api.ROOT_CONTEXT },
  propagator: { fields: () => [] },
} as unknown as Registrable;
const theirs = { getMeter: api.createNoopMeter };
const logger = { debug() {} };

afterEach(() => replaceApiGlobals(undefined));

test('what is installed in an empty process leaves it empty', () => {
  const globals = new OwnGlobals(api);
  globals.install(ours);
  expect(api.metrics.getMeterProvider()).toBe(ours.meterProvider);
  expect(globals.foreign.size).toBe(0);
  globals.withdraw();
  expect(readApiGlobals()).toBeUndefined();
  expect(globals.areInstalled).toBe(false);
});

test('signals of the application stay, and ours stand beside them', () => {
  api.metrics.setGlobalMeterProvider(theirs);
  const globals = new OwnGlobals(api);
  globals.install(ours);
  expect(api.metrics.getMeterProvider()).toBe(theirs);
  expect(api.logs.getLoggerProvider()).toBe(ours.loggerProvider);
  expect([...globals.foreign]).toEqual(['metrics']);
  globals.withdraw();
  expect(readApiGlobals()).toEqual({ version: '1.10.0', metrics: theirs });
});

test('an older stamp of the application comes back when ours is withdrawn', () => {
  replaceApiGlobals({ version: '1.9.0', metrics: theirs });
  const globals = new OwnGlobals(api);
  globals.install(ours);
  expect(readApiGlobals()?.version).toBe('1.10.0');
  expect(api.metrics.getMeterProvider()).toBe(theirs);
  globals.withdraw();
  expect(readApiGlobals()).toEqual({ version: '1.9.0', metrics: theirs });
});

test('our diagnostic logger does not keep the stamp', () => {
  const globals = new OwnGlobals(api);
  replaceApiGlobals({ version: '1.10.0', diag: logger });
  globals.adoptDiagnostics(logger);
  globals.install(ours);
  globals.withdraw();
  expect(readApiGlobals()).toBeUndefined();
  replaceApiGlobals({ version: '1.9.0', trace: tracerProvider });
  globals.restoreDiagnostics();
  expect(readApiGlobals()).toEqual({ version: '1.9.0', trace: tracerProvider, diag: logger });
});

test("the application's diagnostic logger keeps its stamp", () => {
  const globals = new OwnGlobals(api);
  replaceApiGlobals({ version: '1.9.0', diag: logger });
  globals.install(ours);
  globals.withdraw();
  expect(readApiGlobals()).toEqual({ version: '1.9.0', diag: logger });
});

test('what the application put in place of ours stays when ours is withdrawn', () => {
  const globals = new OwnGlobals(api);
  globals.install(ours);
  api.trace.disable();
  const replacement = new api.ProxyTracerProvider();
  Object.assign(readApiGlobals() ?? {}, { trace: replacement });
  globals.withdraw();
  expect(readApiGlobals()).toEqual({ version: '1.10.0', trace: replacement });
});
