/** What must hold when something is wrong with genspan itself, or when it is not alone. */
import { join } from 'node:path';
import type { AdapterContract } from './adapter-contract';
import { callDifferences, modelSpans } from './complete';
import { type ContractRun, type ContractTarget, runBaseline, runInstrumented, sdkDirectory, versionOf } from './contract-run';
import { judge } from './judge';
import { scenarioRuns } from './scenario-runs';
import { isQuick } from './scope';
import { brokenScenarios, observationDifferences, processDifferences, requestDifferences } from './transparent';

const applicationDirectory = join(__dirname, '..', '..', 'dist', 'application');

type HarmlessContract = Pick<AdapterContract, 'sdk' | 'alias' | 'packages' | 'exceptions'>;

export function harmlessContract({ sdk, alias, packages, exceptions = [] }: HarmlessContract): void {
  if (isQuick) return;
  const directory = sdkDirectory(alias);
  const target: ContractTarget = { sdk, sdkDirectory: directory, version: versionOf(directory), packages, format: 'cjs' };
  let baseline: ContractRun;
  let instrumented: ContractRun;

  function testTransparency(): void {
    test('the application, the provider and the shell see the same', () => {
      expect(brokenScenarios(baseline)).toEqual({});
      expect(observationDifferences(baseline, instrumented)).toEqual({});
      expect(requestDifferences(baseline, instrumented)).toEqual({});
      expect(processDifferences(baseline, instrumented)).toEqual({});
    });
  }

  describe(`${sdk} ${target.version} with an adapter that throws`, () => {
    beforeAll(async () => {
      const flags = ['--require', join(applicationDirectory, 'break-adapter.js')];
      [baseline, instrumented] = await Promise.all([runBaseline(target), runInstrumented(target, 'redacted', { flags })]);
    }, 240_000);

    testTransparency();

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

  describe(`${sdk} ${target.version} when somebody else has wrapped it before`, () => {
    beforeAll(async () => {
      const flags = ['--require', join(applicationDirectory, 'wrap-first.js')];
      [baseline, instrumented] = await Promise.all([runBaseline(target, flags), runInstrumented(target, 'redacted', { flags })]);
    }, 240_000);

    testTransparency();

    test('their wrapper is still at work', () => {
      expect(instrumented.application.observations).toMatchObject({ process: { wrappedRequestCount: expect.any(Number) } });
      expect(instrumented.application.observations).not.toMatchObject({ process: { wrappedRequestCount: 0 } });
    });

    test('every call has one span with its outcome', () => {
      const excepted = exceptions
        .filter(({ fact }) => fact === 'every call has one span with its outcome')
        .flatMap(({ findings }) => findings);
      expect(judge(callDifferences(instrumented), excepted)).toEqual({ unexpected: {}, stale: [] });
    });
  });
}
