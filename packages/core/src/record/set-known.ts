import type { Attributes } from '@opentelemetry/api';

/** Sets what is known. Unknown is an absent key: one that holds `undefined` is a series of its own in a metric. */
export function setKnown(attributes: Attributes, name: string, value: unknown): void {
  if (value !== undefined) attributes[name] = value;
}
