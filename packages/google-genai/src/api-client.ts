import { asRecord, asString, type ClientInput, type JsonRecord, type ProviderName } from '@genspan/core/adapter';

/** What all resources of a client share, under the names that the classes give it. */
function apiClientOf(resource: unknown): JsonRecord | undefined {
  const fields = asRecord(resource);
  return asRecord(fields?.apiClient) ?? asRecord(fields?.parentClient) ?? asRecord(asRecord(fields?._client)?.clientAdapter);
}

export function providerOf({ instance }: ClientInput): ProviderName | undefined {
  return asRecord(apiClientOf(instance)?.clientOptions)?.vertexai === true ? 'gcp.vertex_ai' : undefined;
}

export function baseUrlOf(resource: unknown): string | undefined {
  return asString(asRecord(asRecord(apiClientOf(resource)?.clientOptions)?.httpOptions)?.baseUrl);
}
