/**
 * The suite that every adapter passes, on every version of its SDK: the application of scenarios runs without and with genspan,
 * and what both runs, the provider and the collector saw is compared.
 */
import type { SdkName } from '../application/scenario-set';
import type { ModuleFormat } from '../run-application';
import { callDifferences, logDifferences, surplusSpans } from './complete';
import {
  type ContentMode,
  type ContractRun,
  type ContractTarget,
  runBaseline,
  runInstrumented,
  sdkDirectory,
  versionOf,
} from './contract-run';
import { judge } from './judge';
import { exportsRedactedContent, leaks } from './private';
import { isQuick } from './scope';
import {
  brokenScenarios,
  type Findings,
  observationDifferences,
  processDifferences,
  requestDifferences,
  tracedRequests,
} from './transparent';
import { eventDifferences, metricDifferences } from './signals';
import { factDifferences, spanFaults } from './truthful';

export interface AdapterContract {
  readonly sdk: SdkName;
  /** Name of the version's folder in `test/sdks`. */
  readonly alias: string;
  /** @default CommonJS, ES module, and both in one process */
  readonly formats?: readonly ModuleFormat[];
  /** Further packages that the application has installed, by the folder in `test/sdks`. @default zod */
  readonly packages?: Readonly<Record<string, string>>;
  /** @default the Node that runs the tests */
  readonly nodeBinary?: string;
  /** @default none */
  readonly exceptions?: readonly ContractException[];
}

/** A finding that is known and stands for a reason; one that is no longer found fails the run. */
export interface ContractException {
  readonly fact: FactName;
  /** Keys of the findings without the format: `chat-cut-body`. */
  readonly findings: readonly string[];
  readonly reason: string;
}

interface Runs {
  readonly baseline: ContractRun;
  readonly instrumented: ContractRun;
  readonly mode: ContentMode;
}

const facts = {
  'the application itself runs as it is meant to': ({ baseline }) => brokenScenarios(baseline),
  'the application sees the same values, promises, streams and errors': ({ baseline, instrumented }) =>
    observationDifferences(baseline, instrumented),
  'the provider receives the same requests': ({ baseline, instrumented }) => requestDifferences(baseline, instrumented),
  'the process prints and exits the same': ({ baseline, instrumented }) => processDifferences(baseline, instrumented),
  'no header is added to a request to a provider': ({ instrumented }) => tracedRequests(instrumented),
  'every call has one span with its outcome': ({ instrumented }) => callDifferences(instrumented),
  'there is no span beside those of calls': ({ instrumented }) => surplusSpans(instrumented),
  'the JSON log tells the same calls as the spans': ({ instrumented }) => logDifferences(instrumented),
  'metrics add up to what the spans say': ({ instrumented }) => metricDifferences(instrumented),
  'events tell every inference, every judgement and every failure': ({ instrumented }) => eventDifferences(instrumented),
  'every span has what the conventions require': ({ instrumented }) => spanFaults(instrumented),
  'spans tell the facts of the fixtures': ({ instrumented }) => factDifferences(instrumented),
  'nothing leaves that the capture mode forbids': ({ instrumented, mode }) => leaks(instrumented, mode),
} as const satisfies Readonly<Record<string, (runs: Runs) => Findings>>;

export type FactName = keyof typeof facts;

/** The formats share the modes among them: every version proves each mode once. */
const contentModes: Readonly<Record<ModuleFormat, ContentMode>> = { cjs: 'redacted', esm: 'off', both: 'hash' };

export function adapterContract({
  sdk,
  alias,
  formats = ['cjs', 'esm', 'both'],
  packages,
  nodeBinary,
  exceptions = [],
}: AdapterContract): void {
  const directory = sdkDirectory(alias);
  const version = versionOf(directory);
  describe.each(isQuick ? formats.slice(0, 1) : formats)(`${sdk} ${version} as %s`, (format) => {
    const target: ContractTarget = { sdk, sdkDirectory: directory, version, packages, format, nodeBinary };
    const mode = contentModes[format];
    let runs: Runs;

    beforeAll(async () => {
      const [baseline, instrumented] = await Promise.all([runBaseline(target), runInstrumented(target, mode)]);
      runs = { baseline, instrumented, mode };
    }, 240_000);

    test.each(Object.entries(facts))('%s', (name, find) => {
      expect(
        judge(
          find(runs),
          exceptions.filter(({ fact }) => fact === name).flatMap(({ findings }) => findings),
        ),
      ).toEqual({ unexpected: {}, stale: [] });
    });

    if (mode === 'redacted') {
      test('content is exported with its secrets replaced', () => {
        expect(exportsRedactedContent(runs.instrumented)).toBe(true);
      });
    }
  });
}
