import { parseArgs } from 'node:util';
import { version } from '@genspan/core';
import { doctorCommand } from '../doctor/doctor-command';
import { pricesCommand } from '../prices/prices-command';
import { UsageError, type Command, type Environment } from './command';

const commands: readonly Command[] = [doctorCommand, pricesCommand];
const wrongUsage = 2;

/** The command line of the bin `genspan`; sets the exit code of the process. */
export async function main(args: readonly string[], environment: Environment): Promise<void> {
  try {
    process.exitCode = await runCommand(args, environment);
  } catch (error) {
    const sentence = usageSentence(error, args[0]);
    if (sentence === undefined) throw error;
    process.stderr.write(`genspan: ${sentence}\n`);
    process.exitCode = wrongUsage;
  }
}

async function runCommand([name, ...args]: readonly string[], environment: Environment): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) {
    if (args.some((arg) => arg === '--help' || arg === '-h')) return print(command.help);
    return await command.run(args, environment);
  }
  if (name !== undefined && !name.startsWith('-')) {
    throw new UsageError(`there is no command "${name}"; "genspan --help" lists those that there are.`);
  }
  const { values } = parseArgs({
    args: name === undefined ? [] : [name, ...args],
    options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } },
  });
  if (values.version === true) return print(`${version}\n`);
  if (values.help === true) return print(help());
  throw new UsageError('a command is missing; "genspan --help" lists them.');
}

function help(): string {
  return `genspan ${version}: LLM observability for Node.js with one flag

  node --require genspan/register app.js     runs an application with every LLM call recorded

Usage: genspan COMMAND [OPTIONS]

${commands.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`).join('\n')}

  -h, --help    prints this, or after a command its options
  -v, --version prints the version
`;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function usageSentence(error: unknown, name: string | undefined): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof TypeError) || !String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_')) return undefined;
  // Only the first sentence of Node's is about what was typed.
  const [sentence = ''] = error.message.split(/\. |\n/);
  const program = commands.some((command) => command.name === name) ? `genspan ${name}` : 'genspan';
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; "${program} --help" lists the options.`;
}
