/** The body of the application that the contract suite runs, with and without genspan before it. */
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { satisfies } from 'semver';
import { controlPath } from '../provider/fake-provider';
import { processSeeds } from '../seeds';
import { describeError } from './observe';
import type { Scenario, Scene } from './scenario';
import { type ScenarioSet, scenarioSet, type SdkName } from './scenario-set';
import { construct, type SdkModule } from './sdk';
import { wrappedRequestCount } from './wrapped-request-count';

export interface LoadedSdk {
  /** `cjs` or `esm`: the two builds are different classes, and get different scenario keys. */
  readonly format: string;
  readonly sdk: SdkModule;
  load(specifier: string): Promise<SdkModule>;
}

/** Key of a scenario's run: the model it names and the key of its requests. */
export function scenarioKey(format: string, scenario: Scenario): string {
  return `${format}-${scenario.name}`;
}

/** Whether a scenario, or a call of it, belongs to a version of the SDK. */
export function appliesTo({ versions = '*' }: { readonly versions?: string }, version: string): boolean {
  return satisfies(version, versions);
}

const unhandled: unknown[] = [];

/** Arguments: name of the scenario set, version of the SDK, origin of the fake provider, optionally one scenario. */
export async function main(sdks: readonly LoadedSdk[], argv: readonly string[]): Promise<void> {
  const [name = '', version = '', origin = '', only] = argv;
  const set = scenarioSet(name as SdkName);
  process.on('unhandledRejection', (reason) => unhandled.push(describeError(reason)));
  const observations: Record<string, unknown> = {};
  for (const loaded of sdks) {
    for (const scenario of set.scenarios) {
      if (!appliesTo(scenario, version) || (only !== undefined && !scenario.name.includes(only))) continue;
      const key = scenarioKey(loaded.format, scenario);
      observations[key] = await observe(scenario, new ScenarioScene(loaded, set, scenario, version, origin));
    }
  }
  await collectGarbage();
  observations['process'] = { unhandled, exitCode: process.exitCode ?? null, wrappedRequestCount: wrappedRequestCount() };
  process.stdout.write(`${JSON.stringify(observations).replaceAll(origin, 'http://provider')}\n`);
  await fetch(`${origin}${controlPath}/disconnect-all`).catch(() => undefined);
}

async function observe(scenario: Scenario, scene: Scene): Promise<unknown> {
  const limit = new AbortController();
  const timeout = sleep(20_000, { timedOut: true }, { signal: limit.signal }).catch(() => undefined);
  try {
    return await Promise.race([scenario.run(scene), timeout]);
  } catch (error) {
    return { unexpected: describeError(error) };
  } finally {
    limit.abort();
  }
}

/** Lets finalisers of dropped streams and promises run. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await turn();
    await sleep(10);
  }
}

class ScenarioScene implements Scene {
  readonly sdk: SdkModule;
  readonly version: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly clientOptions: Readonly<Record<string, unknown>>;
  readonly load: Scene['load'];
  readonly #set: ScenarioSet;
  readonly #controlUrl: string;
  readonly #unhandledBefore = unhandled.length;

  constructor(loaded: LoadedSdk, set: ScenarioSet, scenario: Scenario, version: string, origin: string) {
    this.sdk = loaded.sdk;
    this.version = version;
    this.model = scenarioKey(loaded.format, scenario);
    this.baseUrl = `${origin}/${this.model}/${scenario.cases ?? 'seeded'}`;
    this.clientOptions = {
      ...(set.credentials ?? { apiKey: 'test-key' }),
      baseURL: this.baseUrl + set.baseUrlSuffix,
      maxRetries: 2,
      defaultHeaders: { 'x-seed': processSeeds.header },
    };
    this.load = loaded.load;
    this.#set = set;
    this.#controlUrl = `${origin}${controlPath}`;
  }

  client(options: object = {}): object {
    const { className, createClient, baseUrlSuffix } = this.#set;
    if (createClient !== undefined) return createClient(this.sdk, this.baseUrl + baseUrlSuffix, options);
    return construct(this.sdk, className, { ...this.clientOptions, ...options });
  }

  async received(): Promise<void> {
    await fetch(`${this.#controlUrl}/received/${this.model}`);
  }

  async settled(): Promise<void> {
    await fetch(`${this.#controlUrl}/settled/${this.model}`);
    // What was sent before the control answer is in the client's socket; two turns later it has been read and passed on.
    await sleep(10);
    await sleep(10);
  }

  async unhandledRejections(): Promise<readonly unknown[]> {
    await this.settled();
    return unhandled.slice(this.#unhandledBefore);
  }
}
