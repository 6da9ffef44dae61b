import type { ClientInput, ProviderAdapter } from '../adapter';
import type { ProviderName } from '../facts';
import { asString } from '../json';
import type { Guard } from '../patch/guard';
import type { StartedCall } from '../record/recorder';
import { providerOfHost } from './host-table';

export interface ResolvedProvider {
  readonly name: ProviderName;
  readonly source: NonNullable<StartedCall['providerSource']>;
  readonly serverAddress: string | undefined;
  readonly serverPort: number | undefined;
}

/**
 * Names the provider behind a client: the user's map, then the client's class, then the host, then the SDK's own provider.
 * The answer is kept per client, and asked again when its base URL changes.
 */
export class ProviderResolver {
  readonly #adapter: ProviderAdapter;
  readonly #guard: Guard;
  readonly #providerMap: ReadonlyMap<string, string>;
  readonly #known = new WeakMap<object, { readonly baseUrl: string | undefined; readonly provider: ResolvedProvider }>();

  constructor(adapter: ProviderAdapter, providerMap: ReadonlyMap<string, string>, guard: Guard) {
    this.#adapter = adapter;
    this.#guard = guard;
    this.#providerMap = providerMap;
  }

  /** `baseUrl`: where it is known already. */
  resolve(client: object, baseUrl: string | undefined = this.#baseUrlOf(client)): ResolvedProvider {
    const known = this.#known.get(client);
    if (known !== undefined && known.baseUrl === baseUrl) return known.provider;
    const provider = this.#resolve(client, baseUrl);
    this.#known.set(client, { baseUrl, provider });
    return provider;
  }

  #baseUrlOf(client: object): string | undefined {
    const { baseUrlOf } = this.#adapter;
    return baseUrlOf === undefined
      ? asString((client as { baseURL?: unknown }).baseURL)
      : this.#guard.run('baseUrlOf', () => baseUrlOf(client));
  }

  #resolve(client: object, baseUrl: string | undefined): ResolvedProvider {
    const url = baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
    const serverAddress = url === undefined || url.hostname === '' ? undefined : url.hostname;
    const serverPort = url === undefined ? undefined : portOf(url);
    const named = (name: ProviderName, source: ResolvedProvider['source']): ResolvedProvider => ({
      name,
      source,
      serverAddress,
      serverPort,
    });

    const mapped = url && (this.#providerMap.get(`${url.hostname}:${serverPort}`) ?? this.#providerMap.get(url.hostname));
    if (mapped !== undefined) return named(mapped, 'config');
    const ofClass = this.#guard.run('providerOf', () => this.#adapter.providerOf?.(describeClient(client, serverAddress)));
    if (ofClass !== undefined) return named(ofClass, 'class');
    const ofHost = serverAddress === undefined ? undefined : providerOfHost(serverAddress, serverPort);
    if (ofHost !== undefined) return named(ofHost, 'host');
    return named(this.#adapter.provider ?? '_OTHER', 'default');
  }
}

/** Whether requests to this address go to a model provider: one of the user's map, or one that is known. */
export function isModelProvider(url: URL, providerMap: ReadonlyMap<string, string>): boolean {
  const port = portOf(url);
  return providerMap.has(`${url.hostname}:${port}`) || providerMap.has(url.hostname) || providerOfHost(url.hostname, port) !== undefined;
}

function portOf(url: URL): number | undefined {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : url.protocol === 'http:' ? 80 : undefined;
}

function describeClient(client: object, host: string | undefined): ClientInput {
  const classNames: string[] = [];
  for (let owner: object | null = Object.getPrototypeOf(client) as object | null; owner !== null && owner !== Object.prototype;) {
    const name: unknown = owner.constructor?.name;
    if (typeof name === 'string') classNames.push(name);
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return {
    className: classNames[0] ?? '',
    classNames,
    declaredProvider: asString((client as { _genAIProviderName?: unknown })._genAIProviderName),
    host,
    instance: client,
  };
}
