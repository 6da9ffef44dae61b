import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, type Command } from '../cli/command';
import { diagnose } from './diagnose';
import { formatReport, formatReportAsJson } from './format-report';
import { countProblems } from './report';

const help = `genspan doctor: says whether genspan fits together with the application of a directory

Usage: genspan doctor [--cwd DIR] [--json]

  --cwd DIR   directory of the application; default: the working directory
  --json      prints the report as JSON
  -h, --help  prints this

It loads each copy of each supported SDK in a process of its own, reads the settings from the environment, exports a test span, metric
and event to where the environment says, and looks for other instrumentations. Run it with the environment of the application.

Exit code: 0 all good, 1 something needs attention, 2 wrong usage.

Examples:
  npx genspan doctor
  npx genspan doctor --cwd services/shop
  OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318 npx genspan doctor
  npx genspan doctor --json | jq '.checks[] | select(.level == "problem")'
`;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'says what is patched and why not, where telemetry goes, and what to do',
  help,
  async run(args, environment) {
    const { values } = parseArgs({ args: [...args], options: { cwd: { type: 'string' }, json: { type: 'boolean' } } });
    const report = await diagnose({ directory: readDirectory(values.cwd), environment, tellProgress });
    process.stdout.write(values.json === true ? formatReportAsJson(report) : formatReport(report));
    return countProblems(report) === 0 ? 0 : 1;
  },
};

function readDirectory(given: string | undefined): string {
  if (given === '') throw new UsageError('--cwd is empty; give the directory of the application.');
  try {
    // Reading the working directory fails too, when it has been deleted.
    const directory = resolve(given ?? process.cwd());
    if (statSync(directory).isDirectory()) return directory;
  } catch {
    // Told below.
  }
  throw new UsageError(`${given ?? 'the working directory'} is not a directory that can be read; give the application's with --cwd DIR.`);
}

/** For people who wait; a pipe or a log of a build needs none. */
function tellProgress(step: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${step} ...\n`);
}
