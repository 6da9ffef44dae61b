import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Attributes } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  osDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  type Resource,
} from '@opentelemetry/resources';
import { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { findApplication } from '../process/application';
import { parseResourceAttributes } from '../process/resource-attributes';
import { distribution } from './distribution';
import type { OtelVariables } from './otel-variables';

const attributeHostName = 'host.name';
const detectors = {
  env: envDetector,
  host: hostDetector,
  os: osDetector,
  process: processDetector,
  serviceinstance: serviceInstanceIdDetector,
} as const;

/** What the process tells of itself: service, version, instance and host name. Arguments, owner and the like only when asked for. */
export function readResource(variables: OtelVariables, mainScript: string | undefined): Resource {
  const application = findApplication(mainScript);
  const own: Attributes = {
    // The SDK's default would add the name of the executable, an argument of the process.
    [ATTR_SERVICE_NAME]: application?.name ?? 'unknown_service:node',
    ...(application?.version !== undefined && { [ATTR_SERVICE_VERSION]: application.version }),
    [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
    [attributeHostName]: hostname(),
    'telemetry.distro.name': distribution.name,
    'telemetry.distro.version': distribution.version,
  };
  const serviceName = variables.text('OTEL_SERVICE_NAME');
  return defaultResource()
    .merge(detectResources({ detectors: readDetectors(variables) }))
    .merge(resourceFromAttributes(own))
    .merge(resourceFromAttributes(readResourceAttributes(variables)))
    .merge(resourceFromAttributes(serviceName === undefined ? {} : { [ATTR_SERVICE_NAME]: serviceName }));
}

function readDetectors(variables: OtelVariables): Array<(typeof detectors)[keyof typeof detectors]> {
  const wanted = variables.list('OTEL_NODE_RESOURCE_DETECTORS') ?? [];
  if (wanted.includes('none')) return [];
  if (wanted.includes('all')) return Object.values(detectors);
  const known = wanted.filter((name): name is keyof typeof detectors => Object.hasOwn(detectors, name));
  if (known.length < wanted.length) {
    variables.wrong('OTEL_NODE_RESOURCE_DETECTORS', `${Object.keys(detectors).join(', ')}, all or none`, known.join(',') || 'none');
  }
  return known.map((name) => detectors[name]);
}

function readResourceAttributes(variables: OtelVariables): Attributes {
  const attributes = parseResourceAttributes(variables.text('OTEL_RESOURCE_ATTRIBUTES') ?? '');
  if (attributes === undefined)
    variables.wrong('OTEL_RESOURCE_ATTRIBUTES', 'a list like key=value,key=value, percent-encoded', 'none of it');
  return attributes ?? {};
}
