import { diag, DiagLogLevel, type DiagLogger } from '@opentelemetry/api';
import { format } from 'node:util';
import { readApiGlobals } from '../telemetry/api-globals';
import type { OtelVariables } from './otel-variables';
import { writeLine } from './stderr-exporter';

const levels = {
  none: DiagLogLevel.NONE,
  error: DiagLogLevel.ERROR,
  warn: DiagLogLevel.WARN,
  info: DiagLogLevel.INFO,
  debug: DiagLogLevel.DEBUG,
  verbose: DiagLogLevel.VERBOSE,
  all: DiagLogLevel.ALL,
} as const;

/**
 * `OTEL_LOG_LEVEL`: what OpenTelemetry and genspan tell of their own work goes to stderr; the SDK's own logger would write part of it to
 * stdout. Nothing is set when the variable is not, or when the application has a logger.
 */
export function startDiagnosticLog(variables: OtelVariables): void {
  const level = variables.choice('OTEL_LOG_LEVEL', Object.keys(levels) as Array<keyof typeof levels>);
  if (level === undefined || readApiGlobals()?.diag !== undefined) return;
  const logger: DiagLogger = {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    verbose: write('verbose'),
  };
  diag.setLogger(logger, { logLevel: levels[level] });
}

function write(name: string): DiagLogger['error'] {
  return (message, ...details) => writeLine(Buffer.from(`${name}: ${format(message, ...details)}`));
}
