import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The range that is tested, as in the peer dependencies. */
export const supportedApiVersions = '>=1.9.0 <1.11.0';

export function isSupportedApi(version: string | undefined): boolean {
  const parsed = parse(version);
  return parsed !== undefined && parsed.major === 1 && (parsed.minor === 9 || parsed.minor === 10);
}

/** Whether a copy of the API sees what a copy of another version registered: the API's own rule. */
export function canReadGlobals(copyVersion: string | undefined, globalsVersion: string): boolean {
  const copy = parse(copyVersion);
  const globals = parse(globalsVersion);
  if (copy === undefined || globals === undefined) return copyVersion === globalsVersion;
  return copy.major === globals.major && copy.minor <= globals.minor;
}

/** The version of the package that a file of it belongs to; the API does not export its version. */
export function readPackageVersion(file: string): string | undefined {
  for (let directory = dirname(file); directory !== dirname(directory); directory = dirname(directory)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { name?: unknown; version?: unknown };
      if (name === '@opentelemetry/api') return typeof version === 'string' ? version : undefined;
    } catch {
      // Not a directory with a manifest: the next one up may be.
    }
  }
  return undefined;
}

/** Pre-releases are `undefined`: the API accepts those by exact match only. */
function parse(version: string | undefined): { readonly major: number; readonly minor: number } | undefined {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(version ?? '');
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}
