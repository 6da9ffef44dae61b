/** An adapter whose every function throws costs the facts it would have told, nothing of the application, and no call. */
import { join } from 'node:path';
import { type AdapterContract } from './adapter-contract';
import { modelSpans } from './complete';
import { type ContractRun, type ContractTarget, runBaseline, runInstrumented, sdkDirectory, versionOf } from './contract-run';
import { scenarioRuns } from './scenario-runs';
import { observationDifferences, processDifferences, requestDifferences } from './transparent';

const breakAdapterPath = join(__dirname, '..', '..', 'dist', 'application', 'break-adapter.js');

export function brokenAdapterContract({ sdk, alias }: Pick<AdapterContract, 'sdk' | 'alias'>): void {
  const directory = sdkDirectory(alias);
  const target: ContractTarget = { sdk, sdkDirectory: directory, version: versionOf(directory), format: 'cjs' };

  describe(`${sdk} ${target.version} with an adapter that throws`, () => {
    let baseline: ContractRun;
    let instrumented: ContractRun;

    beforeAll(async () => {
      [baseline, instrumented] = await Promise.all([
        runBaseline(target),
        runInstrumented(target, 'redacted', ['--require', breakAdapterPath]),
      ]);
    }, 240_000);

    test('the application, the provider and the shell see the same', () => {
      expect(observationDifferences(baseline, instrumented)).toEqual({});
      expect(requestDifferences(baseline, instrumented)).toEqual({});
      expect(processDifferences(baseline, instrumented)).toEqual({});
    });

    test('every call still has its span', () => {
      const expected = scenarioRuns(instrumented).flatMap(({ calls }) => calls);
      expect(modelSpans(instrumented)).toHaveLength(expected.reduce((sum, { times = 1 }) => sum + times, 0));
    });

    test('no span tells anything of request or answer', () => {
      const told = modelSpans(instrumented).filter(
        ({ attributes }) => attributes['gen_ai.request.model'] ?? attributes['gen_ai.response.id'],
      );
      expect(told).toEqual([]);
    });
  });
}
