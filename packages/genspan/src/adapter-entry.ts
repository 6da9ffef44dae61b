import type { ProviderAdapter } from '@genspan/core/adapter';

/** One supported SDK. What the hook needs of its module is here, so that an adapter is loaded only when its SDK is. */
export interface AdapterEntry extends Omit<ProviderAdapter['module'], 'versions'> {
  load(): ProviderAdapter;
}
