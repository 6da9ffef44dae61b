import type * as OpenTelemetryApi from '@opentelemetry/api';

/** What scopes need of the genspan that is at work in this process. */
export interface ScopeHost {
  api(): typeof OpenTelemetryApi;
  warn(sentence: string): void;
}
