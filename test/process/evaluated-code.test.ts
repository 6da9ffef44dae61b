import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const register = join(root, 'packages/genspan/dist/register.js');
const nodes = [
  ['this Node', process.execPath],
  ['Node 22.15', join(root, 'test/sdks/node_modules/node-22.15/bin/node')],
  ['Node 26', join(root, 'test/sdks/node_modules/node-26/bin/node')],
] as const;

const programs: ReadonlyArray<readonly [string, readonly string[], string]> = [
  ['-e', ['-e', 'console.log(require("node:path").sep, require("fs").readFileSync.name)'], '/ readFileSync\n'],
  ['-p', ['-p', '6 * 7'], '42\n'],
  ['--input-type=module -e', ['--input-type=module', '-e', 'import fs from "fs"; console.log(fs.readFileSync.name)'], 'readFileSync\n'],
];

describe.each(nodes)('on %s, code given on the command line runs as without register:', (_name, node) => {
  test.each(programs)('%s', (_flag, argv, printed) => {
    const { stdout, stderr, status } = spawnSync(node, ['--require', register, ...argv], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: printed, stderr: '', status: 0 });
  });
});
