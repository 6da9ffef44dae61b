import type { LoggerProvider } from '@opentelemetry/api';

const key = Symbol.for('io.opentelemetry.js.api.logs');
/** The version of the agreement between copies of `@opentelemetry/api-logs`, not of the package. */
const compatibilityVersion = 1;

/** The logger provider registered through `@opentelemetry/api-logs`, which is where logs are beside API 1.9; not read by API 1.10. */
export function sharedLoggerProvider(): LoggerProvider | undefined {
  const getProvider = (globalThis as { [key]?: unknown })[key];
  return typeof getProvider === 'function' ? (getProvider(compatibilityVersion) as LoggerProvider) : undefined;
}
