/** Which scenarios an SDK is put through, and how its client is made. */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { WireRoute } from '../provider/wire-route';
import type { Dialect } from './dialect';
import type { Scenario } from './scenario';
import { clientScenarios } from './scenarios/client';
import { failureScenarios } from './scenarios/failure';
import { inputScenarios } from './scenarios/input';
import { plainScenarios } from './scenarios/plain';
import { type RecordedOperation, recordedScenarios } from './scenarios/recorded';
import { streamScenarios } from './scenarios/stream';
import type { SdkModule } from './sdk';

/** A file in `sdks/`. */
export type SdkName = string;

export interface SdkDescription {
  /** The package as an application names it. */
  readonly packageName: string;
  /** What the application loads of it, where that is no main entry. @default `packageName` */
  readonly specifier?: string;
  readonly className: string;
  /** Class and method that another instrumentation would wrap. @default `makeRequest` of the client class */
  readonly wrappedMethod?: string;
  /** Value of `gen_ai.provider.name` for a client whose host tells nothing. */
  readonly provider: string;
  /** What a client needs beside its base URL. @default an API key */
  readonly credentials?: object;
  /** Makes a client that sends to `baseUrl`, which has no slash at its end. @default `new CLASS({ ...credentials, baseURL, maxRetries: 2, defaultHeaders })` */
  createClient?(sdk: SdkModule, baseUrl: string, options: object): object;
  /** What the SDK expects at the end of a base URL. */
  readonly baseUrlSuffix: string;
  readonly routes: readonly WireRoute[];
  readonly dialects: readonly Dialect[];
  readonly recorded: readonly RecordedOperation[];
  /** What only this SDK can do. */
  readonly specific: readonly Scenario[];
}

export interface ScenarioSet extends SdkDescription {
  readonly scenarios: readonly Scenario[];
}

export function scenarioSet(name: SdkName): ScenarioSet {
  const description = describeSdk(name);
  return {
    ...description,
    scenarios: [
      ...description.dialects.flatMap((dialect) => dialectScenarios(dialect, description.className)),
      ...description.specific,
      ...description.recorded.flatMap((operation) => recordedScenarios(name, operation)),
    ],
  };
}

/** Of the file in `sdks/` that is named after the SDK: nothing lists them. */
function describeSdk(name: SdkName): SdkDescription {
  const path = join(__dirname, 'sdks', `${name}${extname(__filename)}`);
  if (!existsSync(path)) {
    throw new Error(`There are no scenarios for ${name}: describe it in packages/adapter-testing/src/application/sdks/${name}.ts.`);
  }
  const [description] = Object.values(require(path) as Readonly<Record<string, SdkDescription>>);
  if (description === undefined) throw new Error(`${path} exports no description.`);
  return description;
}

function dialectScenarios(dialect: Dialect, className: string): Scenario[] {
  const scenarios = [
    ...plainScenarios(dialect),
    ...streamScenarios(dialect),
    ...failureScenarios(dialect),
    ...inputScenarios(dialect),
    ...clientScenarios(dialect, className),
  ];
  const { versions } = dialect;
  return scenarios.map((scenario) => ({
    ...(versions !== undefined && { versions }),
    ...scenario,
    name: `${dialect.name}-${scenario.name}`,
  }));
}
