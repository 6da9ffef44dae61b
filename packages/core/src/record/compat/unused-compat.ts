/** Told where `GENSPAN_COMPAT` is set and the spans go through an OpenTelemetry SDK of the application. */
export const unusedCompat =
  'genspan: GENSPAN_COMPAT has no effect, as the application has its own OpenTelemetry SDK; ' +
  "give that SDK new CompatProcessor(['langfuse']) before the span processors that export, and unset the variable.";
