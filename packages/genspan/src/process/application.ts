import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';

export interface Application {
  readonly name: string;
  readonly version?: string | undefined;
}

/**
 * The application's package: the nearest package.json with a name above the main script. A script of an installed tool (`next start`)
 * is run for the application in the working directory. `undefined`: there is none, or no script (`node -e`).
 */
export function findApplication(mainScript: string | undefined): Application | undefined {
  if (mainScript === undefined || !isAbsolute(mainScript)) return undefined;
  const isInstalled = mainScript.includes(`${sep}node_modules${sep}`);
  for (let folder = isInstalled ? process.cwd() : dirname(mainScript); ; folder = dirname(folder)) {
    const application = readManifest(join(folder, 'package.json'));
    if (application !== undefined || dirname(folder) === folder) return application;
  }
}

function readManifest(path: string): Application | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name?: unknown; version?: unknown };
    if (typeof name !== 'string') return undefined;
    return { name, version: typeof version === 'string' ? version : undefined };
  } catch {
    return undefined;
  }
}
