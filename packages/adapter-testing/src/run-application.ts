/** Runs the scenario application on one SDK version, in a folder of its own, as somebody's application would load it. */
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type NodeResult, runNode } from './run-node';

/** How the application loads the SDK; `both`: its two builds in one process. */
export type ModuleFormat = 'cjs' | 'esm' | 'both';

export interface Application {
  /** Module of `dist/application` whose `main` is run. @default 'main' */
  readonly program?: string;
  readonly format: ModuleFormat;
  /** Name by which the application loads the SDK, and the folder that is found under it. */
  readonly packageName: string;
  readonly sdkDirectory: string;
  /** What it loads of it. @default `packageName` */
  readonly specifier?: string | undefined;
  /** Further packages that the application has installed: name to folder. */
  readonly packages?: Readonly<Record<string, string>>;
  readonly nodeBinary?: string | undefined;
  /** Put before the script: `--require genspan/register`, or nothing for the baseline. */
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
}

/** Only the built application runs in a child: what has no TypeScript support there is also what users run. */
const programDirectory = join(__dirname, '..', 'dist', 'application');

export async function runApplication(application: Application): Promise<NodeResult> {
  // The real path: Node resolves links, and hooks are told resolved paths.
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'genspan-application-')));
  try {
    await install(directory, { ...application.packages, [application.packageName]: application.sdkDirectory });
    const mainPath = join(programDirectory, `${application.program ?? 'main'}.js`);
    const { fileName, source } = programs[application.format](application.specifier ?? application.packageName, mainPath);
    await writeFile(join(directory, fileName), source);
    return await runNode({
      nodeBinary: application.nodeBinary,
      flags: ['--expose-gc', ...application.flags],
      script: fileName,
      arguments: application.arguments,
      directory,
      environment: application.environment,
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function install(directory: string, packages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, target] of Object.entries(packages)) {
    const link = join(directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(target), link, 'dir');
  }
}

interface Program {
  readonly fileName: string;
  readonly source: string;
}

const requireSdk = (name: string): string => `{ format: 'cjs', sdk: require('${name}'), load: async (name) => require(name) }`;
const importedSdk = `{ format: 'esm', sdk: esm, load: (name) => import(name) }`;
const run = (sdks: string): string => `main([${sdks}], process.argv.slice(2));\n`;
const importMain = (path: string): string => `import application from '${pathToFileURL(path).href}';\nconst { main } = application;\n`;

const programs: Readonly<Record<ModuleFormat, (specifier: string, mainPath: string) => Program>> = {
  cjs: (name, mainPath) => ({ fileName: 'app.cjs', source: `const { main } = require('${mainPath}');\n${run(requireSdk(name))}` }),
  esm: (name, mainPath) => ({ fileName: 'app.mjs', source: `${importMain(mainPath)}import * as esm from '${name}';\n${run(importedSdk)}` }),
  both: (name, mainPath) => ({
    fileName: 'app.mjs',
    source: [
      importMain(mainPath),
      `import * as esm from '${name}';\n`,
      `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n`,
      run(`${importedSdk}, ${requireSdk(name)}`),
    ].join(''),
  }),
};
