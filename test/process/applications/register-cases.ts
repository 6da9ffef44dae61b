/** The ways to start an application with `genspan/register`; each application of the folder makes one call with each of two SDKs. */
import { type ApplicationRun, runBetween, sdkDirectory } from './run-between';

export interface RegisterCase {
  /** Completes "each call is one span: ". */
  readonly name: string;
  readonly run: Omit<ApplicationRun, 'application'>;
  /** How often the application makes its two calls. @default 1 */
  readonly times?: number;
}

export const required = ['--require', 'genspan/register'];
const imported = ['--import', 'genspan/register'];
const inEnvironment = { NODE_OPTIONS: required.join(' ') };
const twice = { flags: [...required, ...imported], environment: { NODE_OPTIONS: imported.join(' ') } };

const typescript = `
import { OpenAI } from 'openai';
import { Anthropic } from '@anthropic-ai/sdk';
import { ask } from './ask.cjs';

const classes: readonly [unknown, unknown] = [OpenAI, Anthropic];
void ask(...classes);
`;
const typescriptCommonJs = typescript.replaceAll(/import (.*) from (.*);/g, 'const $1 = require($2);');
const files = { 'app.ts': typescript, 'app.mts': typescript, 'app.cts': typescriptCommonJs };
const tsx = { files, packages: { tsx: sdkDirectory('tsx') } };

/** What goes different ways in different versions of Node. */
export const coreCases: readonly RegisterCase[] = [
  { name: '--require, CommonJS and ES modules in one process', run: { flags: required, script: 'both.mjs' }, times: 2 },
  { name: '--import, ES modules', run: { flags: imported, script: 'default-imports.mjs' } },
  { name: 'both flags and NODE_OPTIONS', run: { ...twice, script: 'both.mjs' }, times: 2 },
  { name: 'worker threads, CommonJS and ES modules', run: { flags: required, script: 'workers.cjs' }, times: 2 },
  { name: 'spawned processes, by NODE_OPTIONS', run: { environment: inEnvironment, script: 'spawn.cjs' }, times: 2 },
  { name: 'tsx, .ts as CommonJS', run: { ...tsx, flags: [...required, '--import', 'tsx'], script: 'app.ts' } },
  { name: 'tsx, .mts', run: { ...tsx, flags: [...required, '--import', 'tsx'], script: 'app.mts' } },
];

/** From Node 22.18 on without a flag. */
export const typeStrippingCases: readonly RegisterCase[] = [
  { name: "Node's own type stripping, .mts", run: { files, flags: required, script: 'app.mts' } },
  { name: "Node's own type stripping, .cts", run: { files, flags: required, script: 'app.cts' } },
];

export const furtherCases: readonly RegisterCase[] = [
  { name: '--require, CommonJS', run: { flags: required, script: 'calls.cjs' } },
  { name: '--require, ES modules', run: { flags: required, script: 'calls.mjs' } },
  { name: '--import, CommonJS', run: { flags: imported, script: 'calls.cjs' } },
  { name: 'NODE_OPTIONS', run: { environment: inEnvironment, script: 'calls.mjs' } },
  { name: 'a worker of cluster', run: { flags: required, script: 'cluster.cjs' } },
  { name: 'forked processes', run: { flags: required, script: 'fork.cjs' }, times: 2 },
  { name: 'tsx before genspan', run: { ...tsx, flags: ['--import', 'tsx', ...imported], script: 'app.ts' } },
  {
    name: 'a second version of an SDK, nested in a package of the application',
    run: { flags: required, script: 'nested.cjs', packages: { 'agent/node_modules/openai': sdkDirectory('openai-6.49') } },
    times: 2,
  },
];

/** Both calls have reached the provider, their answers the application, and one span each the collector; nothing else was printed. */
export async function expectEachCallOnce({ run, times = 1 }: RegisterCase, nodeBinary?: string): Promise<void> {
  const { exitCode, signal, stdout, stderr, spanNames, requests } = await runBetween({ application: 'register', nodeBinary, ...run });
  expect({ exitCode, signal, stdout, stderr }).toEqual({
    exitCode: 0,
    signal: null,
    stdout: 'chat.completion message\n'.repeat(times),
    stderr: '',
  });
  expect(requests.map(({ path }) => path).toSorted()).toEqual([...repeat('/v1/chat/completions', times), ...repeat('/v1/messages', times)]);
  expect(spanNames).toEqual([...repeat('chat claude-test', times), ...repeat('chat gpt-5-mini', times)]);
}

function repeat(text: string, times: number): string[] {
  return Array<string>(times).fill(text);
}
