import { findApplication } from './application';
import { parseResourceAttributes } from './resource-attributes';

/** `service.name` as the resource of genspan's own SDK has it; `undefined` where nothing names the service. */
export function readServiceName(
  environment: Readonly<Record<string, string | undefined>>,
  mainScript: string | undefined,
): string | undefined {
  return (
    environment['OTEL_SERVICE_NAME']?.trim() ||
    parseResourceAttributes(environment['OTEL_RESOURCE_ATTRIBUTES'] ?? '')?.['service.name'] ||
    findApplication(mainScript)?.name
  );
}
