/**
 * Whether the environment says where a signal is to be exported to. An application that owns its tracing but has no provider for
 * metrics or logs gets ours for genspan's own figures only then: it did not ask for anything to be sent to a default address.
 */
export function hasOwnDestination(environment: Readonly<Record<string, string | undefined>>, signal: 'metrics' | 'logs'): boolean {
  const name = signal.toUpperCase();
  const exporter = environment[`OTEL_${name}_EXPORTER`]?.trim().toLowerCase();
  if (exporter === 'none') return false;
  return [exporter, environment['OTEL_EXPORTER_OTLP_ENDPOINT'], environment[`OTEL_EXPORTER_OTLP_${name}_ENDPOINT`]].some(
    (value) => value !== undefined && value.trim() !== '',
  );
}
