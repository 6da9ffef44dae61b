import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PackageCopy, PackageSearch } from './find-packages';
import type { Check } from './report';
import { runChild } from './run-child';
import type { LoadResult, LoadWay } from './sdk-probe';

export interface SdkCheck {
  readonly search: PackageSearch;
  readonly sdkNames: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  tellProgress(step: string): void;
}

const ways = ['require', 'import'] as const satisfies LoadWay[];
const loadTimeoutMs = 30_000;

/** Loads every copy as an application would and says which are patched, and why the others are not. */
export async function checkSdkCopies(check: SdkCheck): Promise<readonly Check[]> {
  const { search, sdkNames, directory } = check;
  const copies = sdkNames.flatMap((name) => search.copies.filter((copy) => copy.name === name));
  const checks: Check[] = [];
  // One copy after the other: an SDK keeps a processor busy while it loads.
  for (const [index, copy] of copies.entries()) {
    check.tellProgress(`Loading ${copy.name} ${copy.version ?? ''} (${index + 1} of ${copies.length})`);
    const results = await Promise.all(ways.map(async (way) => [way, await loadInChild(copy, way, check)] as const));
    checks.push(describeCopy(copy, results, directory));
  }
  if (copies.length === 0) checks.push(noCopies(check));
  if (copies.some(({ name }) => name === 'openai')) checks.push(usageHint);
  return [...checks, ...describeSearch(search, directory)];
}

async function loadInChild(copy: PackageCopy, way: LoadWay, { directory, environment }: SdkCheck): Promise<LoadResult> {
  const answer = await runChild<LoadResult>({
    script: require.resolve('./sdk-probe'),
    args: [copy.name, copy.importer, way],
    flags: ['--require', require.resolve('../register')],
    environment: {
      ...environment,
      OTEL_SDK_DISABLED: 'false',
      // Nothing is called, so nothing is to be sent or written.
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      GENSPAN_LOG: 'off',
    },
    directory,
    timeoutMs: loadTimeoutMs,
  });
  return answer.kind === 'message' ? answer.message : { kind: 'failed', message: `the process that loaded it ${answer.reason}` };
}

function describeCopy(copy: PackageCopy, results: ReadonlyArray<readonly [LoadWay, LoadResult]>, directory: string): Check {
  const label = `${copy.name} ${copy.version ?? '(version unknown)'}`;
  // The path by which the application finds it; the one without links, in pnpm's store, is long and hashed.
  const place = shortPath(join(copy.importer, 'node_modules', copy.name), directory);
  const data = { name: copy.name, version: copy.version, directory: copy.directory, loads: Object.fromEntries(results) };
  const used = results.filter(([, { kind }]) => kind !== 'no_entry');
  const found = used.map(([way, result]) => `${way} ${describeResult(result)}`).join(', ');
  const text = `${label} (${place}): ${found || 'has no entry that can be loaded'}`;
  const worst = used.map(([, result]) => result).find(({ kind }) => kind !== 'patched');
  if (worst === undefined && used.length > 0) return { id: 'sdk_copy', level: 'good', text, data };
  return { id: 'sdk_copy', level: 'problem', text, action: worst && whatToDo(worst), data };
}

function describeResult(result: LoadResult): string {
  switch (result.kind) {
    case 'patched':
      return 'patched';
    case 'failed':
      return 'cannot be loaded';
    case 'unseen':
      return 'not seen by the hook';
    default:
      return 'left alone';
  }
}

function whatToDo(result: LoadResult): string | undefined {
  switch (result.kind) {
    case 'left_alone':
      // Sentences for stderr begin with our name.
      return result.reason.replace(/^genspan: /, '');
    case 'unseen':
      return 'Its files are not in a folder node_modules/NAME (a linked or renamed package): call instrument() of its provider package.';
    case 'failed':
      return `Install it again, or remove it: ${result.message}`;
    default:
      return undefined;
  }
}

function noCopies({ search, sdkNames, directory }: SdkCheck): Check {
  const where = search.hasModules
    ? 'in node_modules of this directory and its parents'
    : 'from this directory on: there is no node_modules';
  const isPlugAndPlay = existsSync(join(directory, '.pnp.cjs'));
  return {
    id: 'sdk_copies',
    level: 'problem',
    text: `no supported SDK is installed ${where}`,
    action: isPlugAndPlay
      ? "Yarn Plug'n'Play keeps packages in archives, where doctor does not look: nodeLinker: node-modules makes them visible."
      : `Run doctor where the application is (--cwd DIR). Supported: ${sdkNames.join(', ')}`,
  };
}

const usageHint: Check = {
  id: 'stream_usage',
  level: 'hint',
  text: 'streamed chat completions of openai tell no tokens unless the request asks for them',
  action:
    'Pass stream_options: { include_usage: true }, or those calls have no tokens and no cost; genspan.usage.missing on their spans names them.',
};

function describeSearch({ unreadable, isCut }: PackageSearch, directory: string): readonly Check[] {
  const checks = unreadable.map(({ path, code }): Check => ({
    id: 'unreadable',
    level: 'problem',
    text: `${shortPath(path, directory)} cannot be read (${code}), so SDKs in it are not seen`,
    action: 'Run doctor as the user that runs the application, or install the packages again.',
    data: { path, code },
  }));
  if (!isCut) return checks;
  return [
    ...checks,
    {
      id: 'search_cut',
      level: 'hint',
      text: 'there are too many packages here to look at them all',
      action: 'Run doctor in the directory of one application.',
    },
  ];
}

function shortPath(path: string, directory: string): string {
  const short = relative(directory, path);
  return short === '' || short.startsWith(`..${sep}`) ? path : short;
}
