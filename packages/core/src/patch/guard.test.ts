import type { DiagLogger } from '@opentelemetry/api';
import { Guard } from './guard';

function guardWithLog(): { guard: Guard; lines: unknown[][] } {
  const lines: unknown[][] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  const diag: DiagLogger = { error: log, warn: log, info: log, debug: log, verbose: log };
  return { guard: new Guard(() => diag), lines };
}
const fail = (message: string) => (): never => {
  throw new Error(message);
};

describe('Guard', () => {
  it('answers the result of work that succeeds', () => {
    expect(guardWithLog().guard.run('a test', () => 1)).toBe(1);
  });

  it('contains an exception, counts each and logs the first of a place', () => {
    const { guard, lines } = guardWithLog();
    guard.run('reading', fail('a'));
    guard.run('reading', fail('b'));
    guard.run('writing', fail('c'));
    expect(guard.errorCount).toBe(3);
    expect(lines.map(([text]) => text)).toEqual([expect.stringContaining('reading'), expect.stringContaining('writing')]);
  });

  it('keeps the message of the exception out of the log, since it may quote a prompt', () => {
    const { guard, lines } = guardWithLog();
    guard.run('reading', () => JSON.parse('my secret prompt'));
    guard.run('other', fail('my secret\nprompt'));
    guard.run('stack', fail('why?\n    at secret (prompt)'));
    guard.run('name', () => {
      throw Object.assign(new Error('x'), { name: 'my secret' });
    });
    expect(JSON.stringify(lines)).not.toMatch(/secret|prompt/);
    expect(JSON.stringify(lines)).toContain('SyntaxError');
  });

  it('survives a logger that throws', () => {
    const guard = new Guard(fail('no logger'));
    expect(guard.run('a test', fail('x'))).toBeUndefined();
  });
});
