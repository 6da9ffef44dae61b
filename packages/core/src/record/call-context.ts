import type { Context } from '@opentelemetry/api';
import type { StartedCall, Telemetry } from './recorder';

/** The context of the call's own span: what makes an exemplar of a measurement and gives a log record its trace. */
export function callContext(telemetry: Telemetry, { parentContext, span }: StartedCall): Context {
  return span === undefined ? parentContext : telemetry.api().trace.setSpan(parentContext, span);
}
