// `pnpm new:provider`: a folder that passes the layout test, its line in the list, and what is generated from both.
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { parseArgs } = require('node:util');
const { format, generate } = require('./generate.cjs');
const { findSdk } = require('./find-sdk.cjs');
const { providerFiles, seams } = require('./new-provider-files.cjs');
const { runPnpm } = require('./pnpm.cjs');
const { loadTypeScript } = require('./load-typescript.cjs');
const { readProviders } = require('./read-providers.cjs');

const help = `Makes packages/NAME: an adapter with one operation, for an SDK that is installed in test/sdks.

  pnpm new:provider NAME --module NPM_NAME [--seam SEAM] --target TARGET [--client EXPORT]

  NAME      the folder, and the name of the package: @genspan/NAME
  --module  the SDK, as an application installs it
  --seam    the door by which calls leave it: ${seams.join(', ')} (default: stainless)
  --target  where they do: a route (stainless), the path of a method from the exports, the class of a command, the kind of an event
  --client  the export that holds the client class (stainless, command)

  pnpm new:provider groq --module groq-sdk --client Groq --target 'POST /chat/completions'
  pnpm new:provider google-genai --module @google/genai --seam method --target Models.prototype.generateContentInternal
  pnpm new:provider bedrock --module @aws-sdk/client-bedrock-runtime --seam command --client BedrockRuntimeClient --target ConverseCommand
  pnpm new:provider langchain --module @langchain/core --seam events --target llm

The doors and the first steps: docs/adding-a-provider.md
`;

const options = {
  module: { type: 'string' },
  seam: { type: 'string', default: 'stainless' },
  target: { type: 'string' },
  client: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

/** @throws with one sentence when something is missing, wrong or there already */
function readRequest(root, args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name, ...others] = positionals;
  const { module, seam, target, client } = values;
  if (name === undefined) throw new Error('the name of the folder is missing; --help shows how it is called.');
  if (others.length > 0) throw new Error(`one name is enough, and these are too many: ${others.join(' ')}.`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`"${name}" is no name: use lower case letters, digits and dashes, as in google-genai.`);
  if (existsSync(join(root, 'packages', name))) throw new Error(`packages/${name} is there already; nothing is overwritten.`);
  if (!seams.includes(seam)) throw new Error(`there is no template for --seam ${seam}; use one of ${seams.join(', ')}.`);
  if (module === undefined) throw new Error('--module is missing: the npm name of the SDK, as in --module groq-sdk.');
  if (target === undefined) throw new Error("--target is missing: where calls leave the SDK, as in --target 'POST /chat/completions'.");
  const needsClient = seam === 'stainless' || seam === 'command';
  if (needsClient && client === undefined) throw new Error(`--client is missing: the export of ${module} that holds the client class.`);
  if (!needsClient && client !== undefined) throw new Error(`--client is for stainless and command; with ${seam} the target says it all.`);
  if (/['\\\n]/.test(target)) throw new Error(`--target holds a character that no target has: ${JSON.stringify(target)}.`);
  loadTypeScript(root);
  const owner = readProviders(root).providers.find(({ adapters }) => adapters.some(({ adapter }) => adapter.module.name === module));
  if (owner !== undefined) throw new Error(`${module} has an adapter: packages/${owner.folder}.`);
  return { name, module, seam, target, client, ...findSdk(root, { module, seam, target, client }) };
}

/** Writes the folder and the line, then runs the generators. */
async function makeProvider(root, request) {
  const folder = join('packages', request.name);
  for (const [path, text] of Object.entries(providerFiles(request))) {
    const file = join(root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await format(join(folder, path), text, root));
  }
  addDependency(join(root, 'packages/genspan/package.json'), `@genspan/${request.name}`);
  return await generate(root, false);
}

/** In its place in the alphabet, so that the change is one line. */
function addDependency(path, name) {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const dependencies = Object.entries({ ...manifest.dependencies, [name]: 'workspace:^' });
  manifest.dependencies = Object.fromEntries(dependencies.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function nextSteps({ name, module, versions }) {
  return `packages/${name} is there, for ${module} ${versions}. What is next (docs/adding-a-provider.md says how):

  1. its operations and what they read: packages/${name}/src/adapter.ts
  2. fixtures, which packages/${name}/src/adapter.test.ts reads: packages/${name}/fixtures/chat/text.request.json, .json, .sse, .facts.json
  3. its scenarios: packages/adapter-testing/src/application/sdks/${name}.ts, for packages/${name}/test/contract.test.ts
  4. the first and last version of each major: test/sdks/package.json and test/versions
  5. after every change of a table: pnpm generate; at the end: pnpm check
`;
}

async function run(root, args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  const request = readRequest(root, args);
  const problems = await makeProvider(root, request);
  for (const problem of problems) console.error(`generate: ${problem}`);
  // Links the new package into the workspace, and the workspace's packages into it.
  const code = runPnpm(root, ['install', '--no-frozen-lockfile']);
  process.stdout.write(`\n${nextSteps(request)}`);
  return problems.length === 0 ? code : 1;
}

module.exports = { makeProvider, readRequest };

if (require.main === module) {
  run(resolve(__dirname, '..'), process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
      // What parseArgs says of an unknown option goes on about arguments that begin with a dash.
      console.error(`new:provider: ${error.message.replace(/\. To specify .*$/s, '; --help shows those there are.')}`);
      process.exitCode = 1;
    },
  );
}
