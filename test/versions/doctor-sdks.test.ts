import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adapters } from '../../packages/genspan/src/adapters';
import { DoctorApplication, nothingExported, runDoctor, runGenspan, sdkDirectory, type DoctorCheck } from '../process/doctor-application';

// One run starts two processes for each SDK.
jest.setTimeout(120_000);

function diagnose(application: DoctorApplication, nodeBinary?: string) {
  return runDoctor({ directory: application.directory, environment: nothingExported, ...(nodeBinary !== undefined && { nodeBinary }) });
}

function copiesOf(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  return checks.filter(({ id }) => id === 'sdk_copy');
}

const patched = { kind: 'patched' };

test('every SDK in the list of adapters is loaded by require and by import, and patched', async () => {
  await using application = await DoctorApplication.create();
  const names = adapters.map(({ name }) => name);
  for (const name of names) {
    // LangChain has a folder of its own, with the packages that fit together.
    const directories = [sdkDirectory(name), sdkDirectory(`../langchain/node_modules/${name}`)];
    await application.link(name, directories.find((directory) => existsSync(directory)) ?? name);
  }
  const { checks, exitCode } = await diagnose(application);
  const copies = copiesOf(checks);
  expect(copies.map(({ data }) => data?.['name'])).toEqual(names);
  expect(copies.map(({ level, data }) => [data?.['name'], level, data?.['loads']])).toEqual(
    names.map((name) => [name, 'good', { require: patched, import: patched }]),
  );
  expect(exitCode).toBe(0);
});

test.each(['mcp-1.0', '@modelcontextprotocol/sdk'])('%s has no main entry, and is loaded by one that the hook knows', async (alias) => {
  await using application = await DoctorApplication.create();
  await application.link('@modelcontextprotocol/sdk', sdkDirectory(alias));
  const { checks } = await diagnose(application);
  expect(copiesOf(checks)).toMatchObject([{ level: 'good', data: { loads: { require: patched, import: patched } } }]);
});

test.each([
  ['node-22.15', 'loader'],
  ['node-26', 'synchronous'],
])('on %s ES modules are seen by hooks of the kind %s', async (node, esModuleHooks) => {
  await using application = await DoctorApplication.create();
  await application.link('openai', sdkDirectory('openai-4.20'));
  const { checks, exitCode } = await diagnose(application, join(sdkDirectory(node), 'bin/node'));
  expect(checks).toContainEqual(expect.objectContaining({ id: 'node', level: 'good', data: expect.objectContaining({ esModuleHooks }) }));
  expect(copiesOf(checks)).toMatchObject([{ level: 'good', data: { version: '4.20.1', loads: { require: patched, import: patched } } }]);
  expect(exitCode).toBe(0);
});

test('a nested copy and one in the store of pnpm are found, and one that two links lead to is found once', async () => {
  await using application = await DoctorApplication.create();
  await application.link('openai', sdkDirectory('openai-7.57'));
  await application.install('node_modules/wrapper', { name: 'wrapper', version: '1.0.0' });
  await application.link('wrapper/node_modules/openai', sdkDirectory('openai-6.49'));
  await application.link('other/node_modules/openai', sdkDirectory('openai-7.57'));
  await application.link('.pnpm/openai@5.23.2/node_modules/openai', sdkDirectory('openai-5.23'));
  const { checks } = await diagnose(application);
  expect(copiesOf(checks).map(({ level, data }) => [data?.['version'], level])).toEqual(
    expect.arrayContaining([
      ['7.57.0', 'good'],
      ['6.49.0', 'good'],
      ['5.23.2', 'good'],
    ]),
  );
  expect(copiesOf(checks)).toHaveLength(3);
});

test('a version outside the tested range is left alone, with the range and what to do', async () => {
  await using application = await DoctorApplication.create();
  const manifest = JSON.parse(await readFile(join(sdkDirectory('openai-4.20'), 'package.json'), 'utf8')) as object;
  await application.install('node_modules/openai', { ...manifest, version: '3.3.0' }, indexFiles('export class OpenAI {}'));
  const { checks, exitCode } = await diagnose(application);
  const [copy] = copiesOf(checks);
  expect(copy).toMatchObject({ level: 'problem', data: { version: '3.3.0', loads: { require: { kind: 'left_alone' } } } });
  expect(copy?.action).toMatch(/^openai 3\.3\.0 is outside the tested range >=4\.20\.0 <8\.0\.0; .* pin the SDK to a tested version\.$/);
  expect(exitCode).toBe(1);
});

test('a supported version without the class that is patched is left alone, with the name of the class', async () => {
  await using application = await DoctorApplication.create();
  await application.install('node_modules/openai', { name: 'openai', version: '7.99.0' }, { 'index.js': 'exports.Client = class {};' });
  const { checks } = await diagnose(application);
  expect(copiesOf(checks)).toMatchObject([{ level: 'problem', action: expect.stringContaining('has no export named OpenAI') }]);
});

test.each([
  ['throws', 'throw new Error("built for another machine")', 'built for another machine'],
  ['ends the process', 'process.exit(3)', 'the process that loaded it ended by itself (exit code 3)'],
])('a copy that %s when it is loaded is told with the reason', async (_case, source, reason) => {
  await using application = await DoctorApplication.create();
  await application.install('node_modules/groq-sdk', { name: 'groq-sdk', version: '1.6.0' }, { 'index.js': source });
  const { checks, exitCode } = await diagnose(application);
  const loads = { require: { kind: 'failed', message: reason }, import: { kind: 'failed', message: reason } };
  expect(copiesOf(checks)).toMatchObject([{ level: 'problem', action: expect.stringContaining(reason), data: { loads } }]);
  expect(exitCode).toBe(1);
});

test('a copy with only an ES module entry is judged by that one', async () => {
  await using application = await DoctorApplication.create();
  const exports = { import: './index.mjs' };
  const source = 'export class OpenAI { request() {} makeRequest() {} }';
  await application.install('node_modules/openai', { name: 'openai', version: '7.57.0', exports }, { 'index.mjs': source });
  const { checks } = await diagnose(application);
  expect(copiesOf(checks)).toMatchObject([{ level: 'good', data: { loads: { require: { kind: 'no_entry' }, import: patched } } }]);
});

test('a linked copy whose files are outside node_modules is not seen by the hook, with what to do', async () => {
  await using application = await DoctorApplication.create();
  await application.install('fork', { name: 'openai', version: '7.57.0' }, { 'index.js': 'exports.OpenAI = class {};' });
  await application.link('openai', join(application.directory, 'fork'));
  const { checks, exitCode } = await diagnose(application);
  expect(copiesOf(checks)).toMatchObject([{ level: 'problem', action: expect.stringContaining('instrument()') }]);
  expect(exitCode).toBe(1);
});

test('a directory without SDKs, or without node_modules, is told in one sentence', async () => {
  await using application = await DoctorApplication.create();
  const bare = join(application.directory, 'bare');
  await mkdir(bare);
  const inParent = await runDoctor({ directory: bare, environment: nothingExported });
  expect(inParent.checks).toContainEqual(
    expect.objectContaining({
      id: 'sdk_copies',
      level: 'problem',
      text: 'no supported SDK is installed in node_modules of this directory and its parents',
    }),
  );
  await using empty = new DoctorApplication(`${application.directory}-empty`);
  await mkdir(empty.directory);
  const { checks, exitCode } = await diagnose(empty);
  expect(checks).toContainEqual(
    expect.objectContaining({ id: 'register', level: 'problem', action: expect.stringContaining('npm install') }),
  );
  expect(checks).toContainEqual(expect.objectContaining({ id: 'sdk_copies', text: expect.stringContaining('there is no node_modules') }));
  expect(exitCode).toBe(1);
});

test('a folder that cannot be read is told with its path and the reason', async () => {
  await using application = await DoctorApplication.create();
  const path = join(application.directory, 'node_modules', 'looping', 'node_modules');
  await application.install('node_modules/looping', { name: 'looping' });
  await symlink(path, path);
  const nested = join(application.directory, 'nested');
  await mkdir(nested);
  await writeFile(join(nested, 'node_modules'), 'not a folder');
  const { checks } = await runDoctor({ directory: nested, environment: nothingExported });
  const unreadable = checks.filter(({ id }) => id === 'unreadable');
  expect(unreadable.map(({ level, data }) => [level, data])).toEqual([
    ['problem', { path: join(nested, 'node_modules'), code: 'ENOTDIR' }],
    ['problem', { path, code: 'ELOOP' }],
  ]);
});

test('an application with another genspan of its own is told so', async () => {
  await using application = new DoctorApplication((await DoctorApplication.create()).directory);
  await application.install(
    'own/node_modules/genspan',
    { name: 'genspan', version: '9.9.9', exports: { './register': './register.js', './package.json': './package.json' } },
    { 'register.js': '' },
  );
  const { checks } = await runDoctor({ directory: join(application.directory, 'own'), environment: nothingExported });
  expect(checks).toContainEqual(expect.objectContaining({ id: 'register', level: 'hint', text: expect.stringContaining('(9.9.9)') }));
});

test.each([
  ['1.10.0', 'good'],
  ['1.8.0', 'problem'],
])("the application's @opentelemetry/api %s is %s", async (version, level) => {
  await using application = await DoctorApplication.create();
  await application.install('node_modules/@opentelemetry/api', { name: '@opentelemetry/api', version }, { 'index.js': '' });
  const { checks } = await diagnose(application);
  expect(checks).toContainEqual(expect.objectContaining({ id: 'opentelemetry_api', level, data: { version } }));
});

test('other instrumentations are named with the winner and what to do, and are no problem by being installed', async () => {
  await using application = await DoctorApplication.create();
  for (const name of ['@arizeai/openinference-instrumentation-openai', 'dd-trace', 'lodash']) {
    await application.install(join('node_modules', name), { name, version: '1.0.0' });
  }
  const { checks } = await diagnose(application);
  const others = checks.filter(({ id }) => id === 'other_instrumentation');
  expect(others.map(({ level, data, action }) => [level, data?.['name'], data?.['winner'], action])).toEqual([
    ['hint', 'OpenInference', 'other', expect.stringMatching(/^Nothing to do; /)],
    ['hint', 'Datadog', 'both', expect.stringMatching(/^Switch /)],
  ]);
});

test('the report for people has a mark before each finding and says how many need attention', async () => {
  await using application = await DoctorApplication.create();
  await application.link('openai', sdkDirectory('openai-7.57'));
  await application.install('node_modules/groq-sdk', { name: 'groq-sdk', version: '0.1.0' }, { 'index.js': '' });
  const { stdout, stderr, exitCode } = await runGenspan(['doctor'], { directory: application.directory, environment: nothingExported });
  expect(stdout).toContain('  ✔ openai 7.57.0 (node_modules/openai): require patched, import patched\n');
  expect(stdout).toContain('  ✖ groq-sdk 0.1.0 (node_modules/groq-sdk): require left alone, import left alone\n      ');
  expect(stdout).toContain(
    '  → streamed chat completions of openai tell no tokens unless the request asks for them\n      Pass stream_options',
  );
  expect(stdout).toMatch(/\nOne thing needs attention\.\n$/);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
});

function indexFiles(source: string): Readonly<Record<string, string>> {
  return { 'index.mjs': source, 'index.js': source.replace(/export class (\w+)/, 'exports.$1 = class') };
}
