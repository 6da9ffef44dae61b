import type { Attributes } from '@opentelemetry/api';
import { ATTR_GENSPAN_METADATA_PREFIX } from '../../semconv/own';

/** The `metadata` of the enclosing `withAttributes` scopes, by its own keys. */
export function scopeMetadata(attributes: Attributes): Attributes {
  const metadata: Attributes = {};
  for (const name of Object.keys(attributes)) {
    if (name.startsWith(ATTR_GENSPAN_METADATA_PREFIX)) metadata[name.slice(ATTR_GENSPAN_METADATA_PREFIX.length)] = attributes[name];
  }
  return metadata;
}
