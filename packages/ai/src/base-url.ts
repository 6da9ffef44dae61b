import { asRecord, asString } from '@genspan/core/adapter';

/** Where a model of the SDK's own providers sends to: its configuration holds the address, or makes that of a path. */
export function baseUrlOf(model: unknown): string | undefined {
  const { config, modelId } = asRecord(model) ?? {};
  const { baseURL, url } = asRecord(config) ?? {};
  if (typeof baseURL === 'string') return baseURL;
  return typeof url === 'function' ? asString(Reflect.apply(url, config, [{ path: '', modelId }])) : undefined;
}
