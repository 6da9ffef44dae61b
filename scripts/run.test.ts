import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

test('an unknown target is told in one sentence', () => {
  const run = spawnSync(process.execPath, [join(__dirname, 'run.cjs'), 'tset'], { encoding: 'utf8' });
  expect(run.stderr).toBe('genspan: There is no target "tset": use one of demo, test, backends.\n');
  expect(run.status).toBe(1);
});
