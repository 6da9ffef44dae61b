const { nameOf } = require('./generate-provider-entry.cjs');

const adapterTypes = { stainless: 'StainlessAdapter', method: 'MethodAdapter', command: 'CommandAdapter', events: 'EventAdapter' };
const targetFields = { stainless: 'route', method: 'path', command: 'command', events: 'event' };

/**
 * A new provider, with nothing in it that is not so: one operation, which tells no facts before its functions read some.
 *
 * @param {{ name: string, module: string, versions: string, alias: string, seam: string, target: string, client?: string }} provider
 *   `name` is the folder
 * @returns {Record<string, string>} texts by their paths below `packages/NAME`
 */
function providerFiles(provider) {
  const exportName = `${provider.name.replace(/-(.)/g, (_match, letter) => letter.toUpperCase())}Adapter`;
  const className = nameOf({ exportName, adapter: { seam: { clientExport: provider.client } } });
  return {
    'package.json': json(manifest(provider)),
    'tsconfig.json': json(tsconfig),
    'README.md': readme(provider, className),
    'src/adapter.ts': adapter(provider, exportName),
    'src/adapter.test.ts': adapterTest(provider, exportName),
    'test/contract.test.ts': contractTest(provider),
  };
}

function manifest({ name, module }) {
  const exported = (entry) => ({ types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` });
  return {
    name: `@genspan/${name}`,
    version: '0.0.0',
    description: `genspan adapter for ${module}`,
    license: 'Apache-2.0',
    files: ['dist', '!dist/**/*.tsbuildinfo', 'README.md'],
    type: 'commonjs',
    sideEffects: false,
    exports: { '.': exported('index'), './adapter': exported('adapter'), './package.json': './package.json' },
    dependencies: { '@genspan/core': 'workspace:^' },
    devDependencies: { '@genspan/adapter-testing': 'workspace:*', '@opentelemetry/api': '1.10.0' },
    peerDependencies: { '@opentelemetry/api': '>=1.9.0 <1.11.0' },
    engines: { node: '>=22.15.0' },
  };
}

const tsconfig = {
  extends: '../../tsconfig.base.json',
  compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
  include: ['src'],
  exclude: ['src/**/*.test.ts'],
};

function readme({ name, module, client }, className) {
  const byHand = client === undefined ? `instrument(require('${module}'))\`` : `instrument(${client})\` with the class itself`;
  return `# @genspan/${name}

The [genspan](../../README.md) adapter of \`${module}\`.

Whoever uses \`genspan/register\` has it already. In an OpenTelemetry set-up of your own:

\`\`\`js
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ${className}Instrumentation } = require('@genspan/${name}');

new NodeSDK({ instrumentations: [new ${className}Instrumentation()] }).start();
\`\`\`

No content is captured there unless \`new ${className}Instrumentation({ content: 'redacted' })\` asks for it. Where modules cannot be hooked
(bundlers, other runtimes), call \`${byHand}, before the first client is made.

<!-- made by \`pnpm generate\` -->
<!-- end -->
`;
}

function adapter({ name, module, versions, seam, target, client }, exportName) {
  const type = adapterTypes[seam];
  const imports = seam === 'events' ? `EventAdapter, EventSeam` : type;
  // A framework has no provider: its requests name one.
  const provider = seam === 'events' ? '' : `  provider: '${name}',\n`;
  return `import type { ${imports} } from '@genspan/core/adapter';

${seam === 'events' ? connectFunction(module) : ''}/** Adapter of \`${module}\`. */
export const ${exportName}: ${type} = {
${provider}  module: { name: '${module}', versions: '${versions}' },
  seam: ${renderSeam(seam, client)},
  operations: [
    {
      name: 'chat',
      target: { ${targetFields[seam]}: '${target}' },
      // What is unknown is absent: before these read something, a span tells that the call was made, how it ended and how long it took.
      describeRequest: () => ({}),
      describeResponse: () => ({}),
    },
  ],
};
`;
}

function renderSeam(seam, client) {
  if (seam === 'stainless') return `{ kind: 'stainless', clientExport: '${client}' }`;
  if (seam === 'command') return `{ kind: 'command', clientExport: '${client}', requestPath: /^\\// }`;
  return seam === 'events' ? "{ kind: 'events', connect }" : "{ kind: 'method' }";
}

/** How an SDK tells of its runs cannot be guessed: until it is written, the SDK is left alone, and one warning says so. */
function connectFunction(module) {
  return `const connect: EventSeam['connect'] = () => {
  throw new TypeError('it is not known yet by what ${module} tells of its runs');
};

`;
}

function adapterTest({ target }, exportName) {
  return `import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { ${exportName} } from './adapter';

mappingContract({
  adapter: ${exportName},
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { chat: '${target}' },
});
`;
}

function contractTest({ name, alias, seam }) {
  // An adapter that only listens has nothing that others may have wrapped before it.
  const suites = seam === 'events' ? ['adapterContract'] : ['adapterContract', 'harmlessContract'];
  return `import { ${suites.join(', ')} } from '@genspan/adapter-testing';

${suites.map((suite) => `${suite}({ sdk: '${name}', alias: '${alias}' });\n`).join('')}`;
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

module.exports = { providerFiles, seams: Object.keys(adapterTypes) };
