import { asArray, type JsonRecord, type Recording } from '@genspan/core/adapter';
import { telemetryOf } from './agent';

/**
 * Telemetry that the application switched off is off, in all majors. Switched on, the SDK makes spans of its own; since ai 7 only where
 * `@ai-sdk/otel` is registered, for all calls or for this one.
 */
export function recordingOf(body: unknown, exports: JsonRecord): Recording {
  const telemetry = telemetryOf(body);
  const isReported = 'registerTelemetry' in exports ? hasOpenTelemetry(telemetry) : telemetry?.isEnabled === true;
  return {
    kind: telemetry?.isEnabled === false ? 'off' : isReported ? 'elsewhere' : 'on',
    hasInput: telemetry?.recordInputs !== false,
    hasOutput: telemetry?.recordOutputs !== false,
  };
}

function hasOpenTelemetry(telemetry: JsonRecord | undefined): boolean {
  const registered = (globalThis as { readonly AI_SDK_TELEMETRY_INTEGRATIONS?: unknown }).AI_SDK_TELEMETRY_INTEGRATIONS;
  const given = telemetry?.integrations ?? registered;
  return (asArray(given) ?? [given]).some((integration) => nameOfClass(integration).endsWith('OpenTelemetry'));
}

function nameOfClass(value: unknown): string {
  const name: unknown = (value as { readonly constructor?: { readonly name?: unknown } } | undefined | null)?.constructor?.name;
  return typeof name === 'string' ? name : '';
}
