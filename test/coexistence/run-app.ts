import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface AppReport {
  readonly ownSpans: readonly string[];
  readonly ownMetrics: readonly string[];
  readonly ownLogs: readonly string[];
  /** Our spans that carry a scope: `name: user.id, tags`. */
  readonly ownScopes: readonly string[];
  readonly ownSdkStarts: number;
  readonly warnings: readonly string[];
  /** Contained exceptions of genspan's own code. */
  readonly errors: readonly string[];
  readonly [extra: string]: unknown;
}

export interface AppRun {
  readonly app: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** `telemetry`: only who exports what, with exporters whose contents are reported. `register`: the whole distribution. */
  readonly preload?: 'telemetry' | 'register' | undefined;
}

export interface AppOutput {
  /** What the application reported on its last line. */
  readonly report: AppReport;
  readonly errorOutput: string;
}

/** Well above what a child needs on a machine that is busy with other tests. */
export const appTimeoutMs = 60_000;

const preloads = {
  telemetry: join(__dirname, 'preload.cjs'),
  register: join(__dirname, '../../packages/genspan/dist/register.js'),
};

/** Runs an application of this folder under the preload. */
export async function runApp(run: AppRun): Promise<AppReport> {
  return (await runAppFully(run)).report;
}

export async function runAppFully({ app, args = [], environment = {}, preload = 'telemetry' }: AppRun): Promise<AppOutput> {
  const nodeArguments = ['--require', preloads[preload], join(__dirname, app), ...args];
  const inherited = Object.entries(process.env).filter(([name]) => !/^(OTEL_|GENSPAN_|SENTRY_|NODE_OPTIONS$)/.test(name));
  const child = spawn(process.execPath, nodeArguments, {
    env: { ...Object.fromEntries(inherited), ...environment },
    timeout: appTimeoutMs,
  });
  let output = '';
  let errorOutput = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errorOutput += data.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  const line = output.trim().split('\n').at(-1) ?? '';
  if (status !== 0 || !line.startsWith('{'))
    throw new Error(`${app} ${args.join(' ')} ended with ${String(status)}:\n${output}\n${errorOutput}`);
  return { report: JSON.parse(line) as AppReport, errorOutput };
}
