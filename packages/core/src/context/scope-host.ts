import type * as OpenTelemetryApi from '@opentelemetry/api';

/** What scopes need of the genspan that is at work in this process. */
export interface ScopeHost {
  api(): typeof OpenTelemetryApi;
  /** Whether W3C baggage of this process is ours to send: only then is it kept to the hosts that are listed. */
  sendsBaggage(): boolean;
  warn(sentence: string): void;
}
