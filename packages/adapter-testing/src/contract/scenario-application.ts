import type { NodeResult } from '../run-node';
import { type Application, runApplication } from '../run-application';

export interface ScenarioApplicationRun extends NodeResult {
  /** What the application printed, by scenario key. */
  readonly observations: Readonly<Record<string, unknown>>;
}

/** @throws when the application was killed or printed anything but its observations. */
export async function runScenarioApplication(application: Application): Promise<ScenarioApplicationRun> {
  const result = await runApplication(application);
  return { ...result, observations: parseObservations(result) };
}

function parseObservations(result: NodeResult): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(result.stdout) as Record<string, unknown>;
  } catch {
    throw new Error(
      `The application printed no JSON (exit code ${result.exitCode}, signal ${result.signal}).\n${result.stdout.slice(0, 500)}\n${result.stderr.slice(0, 4000)}`,
    );
  }
}
