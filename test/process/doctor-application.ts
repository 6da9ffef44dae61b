import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type NodeResult, runNode } from '../../packages/adapter-testing/src';

const root = resolve(__dirname, '../..');
const bin = join(root, 'packages/genspan/bin/genspan.cjs');

/** Directory of an installed SDK version, as `openai-7.57`. */
export function sdkDirectory(folder: string): string {
  return join(root, 'test/sdks/node_modules', folder);
}

/** An application that has genspan and nothing else, in a directory that no node_modules is above of. */
export class DoctorApplication implements AsyncDisposable {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<DoctorApplication> {
    const application = new DoctorApplication(await realpath(await mkdtemp(join(tmpdir(), 'genspan-doctor-'))));
    await application.link('genspan', join(root, 'packages/genspan'));
    return application;
  }

  /** Installs a package as a link to where it is. */
  async link(name: string, target: string): Promise<void> {
    const link = join(this.directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(target), link, 'dir');
  }

  /** Installs a package made of these files. */
  async install(path: string, manifest: object, files: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.write(join(path, 'package.json'), JSON.stringify(manifest));
    for (const [name, source] of Object.entries(files)) await this.write(join(path, name), source);
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

export function runGenspan(args: readonly string[], options: RunOptions): Promise<NodeResult> {
  return runNode({ script: bin, arguments: args, ...options });
}

export interface RunOptions {
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeBinary?: string;
}

export interface DoctorCheck {
  readonly id: string;
  readonly level: 'good' | 'hint' | 'problem';
  readonly text: string;
  readonly action?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface DoctorRun {
  readonly exitCode: number | null;
  readonly checks: readonly DoctorCheck[];
  /** All that was printed. */
  readonly output: string;
}

export const nothingExported = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };

/** Runs `genspan doctor --json`. @throws when it prints no JSON. */
export async function runDoctor(options: RunOptions): Promise<DoctorRun> {
  const { exitCode, stdout, stderr } = await runGenspan(['doctor', '--json'], options);
  const { checks } = JSON.parse(stdout) as { checks: DoctorCheck[] };
  return { exitCode, checks, output: stdout + stderr };
}
