/** What a run of the application consisted of. */
import { appliesTo, scenarioKey } from '../application/main';
import type { ExpectedCall, Scenario } from '../application/scenario';
import type { ContractRun } from './contract-run';

export interface ScenarioRun {
  readonly key: string;
  readonly scenario: Scenario;
  /** Those of the scenario's calls that this version of the SDK makes. */
  readonly calls: readonly ExpectedCall[];
}

export function scenarioRuns({ target, set }: Pick<ContractRun, 'target' | 'set'>): ScenarioRun[] {
  const builds = target.format === 'both' ? ['esm', 'cjs'] : [target.format];
  const scenarios = set.scenarios.filter((scenario) => appliesTo(scenario, target.version));
  const callsOf = ({ calls }: Scenario): ExpectedCall[] => calls.filter((call) => appliesTo(call, target.version));
  return builds.flatMap((build) =>
    scenarios.map((scenario) => ({ key: scenarioKey(build, scenario), scenario, calls: callsOf(scenario) })),
  );
}

/** The model a call of the scenario names; a call without one is not told apart by scenario. */
export function modelOf(call: ExpectedCall, key: string): string | undefined {
  return call.model === null ? undefined : key;
}
