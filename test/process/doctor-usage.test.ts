import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('prices answers with the price file of the environment, and tells by its exit code that a model has no price', async () => {
  writeFileSync(join(application.directory, 'prices.json'), '{"models":[{"model":"own","usdPerMillionTokens":{"input":2,"output":8}}]}');
  const environment = { GENSPAN_PRICES: 'prices.json' };
  const known = await runGenspan(['prices', 'vllm', 'own', '--json'], { directory: application.directory, environment });
  expect(known).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(known.stdout)).toMatchObject([
    { model: 'own', usdPerMillionTokens: { input: 2, output: 8 }, source: 'GENSPAN_PRICES' },
  ]);
  expect(await run('prices', 'vllm', 'own')).toMatchObject({ exitCode: 1, stderr: '' });
});

test('prices tells of a price file that cannot be read, and takes the other prices', async () => {
  const environment = { GENSPAN_PRICES: 'none.json' };
  const result = await runGenspan(['prices', 'openai', 'gpt-4o'], { directory: application.directory, environment });
  expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('genai-prices@') });
  expect(result.stderr).toBe(
    'genspan: the price file none.json (GENSPAN_PRICES) cannot be read (ENOENT); give the path of a readable file.\n',
  );
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
  [['prices'], 'genspan: a provider and a model are missing; give both, such as "genspan prices openai gpt-5".\n'],
  [['prices', 'openai'], 'genspan: a provider and a model are missing; give both, such as "genspan prices openai gpt-5".\n'],
  [['prices', 'openai', 'gpt-5', '--input-tokens', '0'], 'genspan: --input-tokens is not a whole number above 0.\n'],
  [['prices', 'openai', 'gpt-5', '--tier='], 'genspan: --tier is empty; give the name of a service tier, such as batch.\n'],
  [['prices', '--file'], `genspan: unknown option '--file'; "genspan prices --help" lists the options.\n`],
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
