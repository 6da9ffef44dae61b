/** An application as a reader of the README has it: an empty folder, the packed packages and an SDK installed by npm, and `app.js`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './documents';

const { packPublicPackages } = require('../../scripts/pack.cjs') as { packPublicPackages(root: string, target: string): string[] };

const source = `
const OpenAI = require('openai');
new OpenAI().chat.completions
  .create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] })
  .then((answer) => console.log(answer.object));
`;

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCommand(command: string, folder: string, environment: NodeJS.ProcessEnv): Promise<CommandResult> {
  const child = spawn(command, { cwd: folder, env: environment, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((closed) => child.on('close', closed));
  return { code, stdout, stderr };
}

/** @returns the folder; `removeApplication` deletes it. */
export async function installApplication(environment: NodeJS.ProcessEnv): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'genspan-docs-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  writeFileSync(join(folder, 'app.js'), source);
  const tarballs = packPublicPackages(root, join(folder, 'packed'));
  const { code, stderr } = await runCommand(
    `npm install --no-audit --no-fund --prefer-offline openai@7.57.0 ${tarballs.join(' ')}`,
    folder,
    environment,
  );
  if (code !== 0) throw new Error(`npm could not install the packed packages:\n${stderr}`);
  return folder;
}

export function removeApplication(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
