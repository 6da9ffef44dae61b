import { recordingOf } from './recording';

class DevTools {
  onStart(): void {}
}
class OpenTelemetry extends DevTools {}
class LegacyOpenTelemetry extends DevTools {}

const holder = globalThis as { AI_SDK_TELEMETRY_INTEGRATIONS?: unknown };
const six = {};
const seven = { registerTelemetry: () => {} };
const kindOf = (body: unknown, exports: Record<string, unknown>): string => recordingOf(body, exports).kind;

afterEach(() => {
  delete holder.AI_SDK_TELEMETRY_INTEGRATIONS;
});

describe('recordingOf', () => {
  test('a call is recorded, whether or not it says anything of telemetry', () => {
    expect([{}, { experimental_telemetry: { functionId: 'quiz' } }, undefined, null, 7].map((body) => kindOf(body, six))).toEqual(
      Array.from({ length: 5 }, () => 'on'),
    );
    expect(kindOf({ telemetry: { functionId: 'quiz' } }, seven)).toBe('on');
  });

  test('a call whose telemetry is switched off is not', () => {
    expect(kindOf({ experimental_telemetry: { isEnabled: false } }, six)).toBe('off');
    expect(kindOf({ telemetry: { isEnabled: false } }, seven)).toBe('off');
  });

  test('until ai 6 telemetry that is switched on makes spans', () => {
    expect(kindOf({ experimental_telemetry: { isEnabled: true } }, six)).toBe('elsewhere');
  });

  test('since ai 7 it makes none by itself, and those of @ai-sdk/otel where that is registered', () => {
    expect(kindOf({ experimental_telemetry: { isEnabled: true } }, seven)).toBe('on');
    holder.AI_SDK_TELEMETRY_INTEGRATIONS = [new DevTools()];
    expect(kindOf({}, seven)).toBe('on');
    holder.AI_SDK_TELEMETRY_INTEGRATIONS = [new DevTools(), new OpenTelemetry()];
    expect(kindOf({}, seven)).toBe('elsewhere');
    expect(kindOf({ telemetry: { isEnabled: false } }, seven)).toBe('off');
  });

  test('integrations of a call take the place of those that are registered', () => {
    holder.AI_SDK_TELEMETRY_INTEGRATIONS = [new OpenTelemetry()];
    expect(kindOf({ telemetry: { integrations: [] } }, seven)).toBe('on');
    expect(kindOf({ telemetry: { integrations: new LegacyOpenTelemetry() } }, seven)).toBe('elsewhere');
  });

  test('inputs and outputs are left out where the call says so', () => {
    expect(recordingOf({ telemetry: { recordInputs: false } }, seven)).toMatchObject({ hasInput: false, hasOutput: true });
    expect(recordingOf({ experimental_telemetry: { recordOutputs: false } }, six)).toMatchObject({ hasInput: true, hasOutput: false });
  });
});
