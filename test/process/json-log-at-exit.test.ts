/** `GENSPAN_LOG=stdout` where stdout is a pipe that is full, because its reader is slow, when `process.exit` is called. */
import { childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

/** With their content, more than a megabyte of lines: a pipe holds 64 kB. */
const callCount = 400;

const pipeline = '{ "$0" "$@"; echo "ended with $?" >&2; } | "$0" slow-reader.cjs';

test.each([
  ['blocks', 'is silent'],
  ['does not block, as it does not once the application has written to it,', 'prints'],
])('every line of a process that ends by process.exit reaches a slow reader of a stdout that %s', async (_stdout, application) => {
  const { stdout, stderr } = await runBetween({
    application: 'endpoint',
    nodeBinary: '/bin/sh',
    flags: ['-c', pipeline, process.execPath, '--require', 'genspan/register'],
    script: 'exits.cjs',
    arguments: [String(callCount), application],
    environment: { GENSPAN_LOG: 'stdout' },
  });
  expect(stderr).toBe('ended with 3\n');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== 'the application prints');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ event_name: 'genspan.call' });
  expect(new Set(lines.map((line) => /call \d+/.exec(line)?.[0])).size).toBe(callCount);
  expect(lines).toHaveLength(callCount);
});
