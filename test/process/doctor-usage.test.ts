import { version } from '../../packages/core/src/version';
import { DoctorApplication, nothingExported, runGenspan } from './doctor-application';

// One run starts up to a dozen processes.
jest.setTimeout(120_000);

let application: DoctorApplication;
beforeAll(async () => {
  application = await DoctorApplication.create();
});
afterAll(() => application[Symbol.asyncDispose]());

function run(...args: readonly string[]) {
  return runGenspan(args, { directory: application.directory, environment: nothingExported });
}

test('--help lists the commands', async () => {
  const result = await run('--help');
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(result.stdout).toMatch(/^ {2}doctor {2,}\S/m);
});

test('--help after a command describes its options, exit codes and examples', async () => {
  const result = await run('doctor', '--help');
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  for (const part of ['--cwd DIR', '--json', 'Exit code: 0 all good, 1', 'Examples:\n']) expect(result.stdout).toContain(part);
});

test('--version prints the version and nothing else', async () => {
  expect(await run('--version')).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [[], 'genspan: a command is missing; "genspan --help" lists them.\n'],
  [['diagnose'], 'genspan: there is no command "diagnose"; "genspan --help" lists those that there are.\n'],
  [['--verbose'], `genspan: unknown option '--verbose'; "genspan --help" lists the options.\n`],
  [['doctor', '--verbose'], `genspan: unknown option '--verbose'; "genspan doctor --help" lists the options.\n`],
  [['doctor', 'app'], `genspan: unexpected argument 'app'; "genspan doctor --help" lists the options.\n`],
  [['doctor', '--cwd'], `genspan: option '--cwd <value>' argument missing; "genspan doctor --help" lists the options.\n`],
  [['doctor', '--cwd='], 'genspan: --cwd is empty; give the directory of the application.\n'],
  [['doctor', '--cwd', 'none'], "genspan: none is not a directory that can be read; give the application's with --cwd DIR.\n"],
  [
    ['doctor', '--cwd', 'node_modules/genspan/package.json'],
    "genspan: node_modules/genspan/package.json is not a directory that can be read; give the application's with --cwd DIR.\n",
  ],
])('wrong usage %j ends with exit code 2 and one sentence', async (args, stderr) => {
  expect(await run(...args)).toMatchObject({ exitCode: 2, stdout: '', stderr });
});

test('--cwd names another directory than the working directory', async () => {
  await using other = await DoctorApplication.create();
  const { stdout, exitCode } = await run('doctor', '--cwd', other.directory);
  expect(stdout.split('\n')[0]).toBe(`genspan ${version} in ${other.directory}`);
  expect(exitCode).toBe(1);
});
