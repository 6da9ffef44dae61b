import { openExports } from './open-exports';
import { applyPatch } from './patch-registry';

/** As esbuild writes them. */
function lockedExports() {
  let answer = 1;
  const exports = Object.defineProperties(
    {},
    {
      __esModule: { value: true },
      ask: { enumerable: true, get: () => () => answer },
      raise: { enumerable: true, get: () => () => (answer += 1) },
    },
  ) as { ask(): number; raise(): number };
  return exports;
}

describe('openExports', () => {
  it('answers what the module exports, under the same names', () => {
    const exports = lockedExports();
    const opened = openExports(exports) as typeof exports;
    expect(Object.getOwnPropertyNames(opened)).toEqual(Object.getOwnPropertyNames(exports));
    expect(Object.keys(opened)).toEqual(['ask', 'raise']);
    opened.raise();
    expect(opened.ask()).toBe(2);
  });

  it('can be patched, and the module keeps what it had', () => {
    const exports = lockedExports();
    const opened = openExports(exports) as typeof exports;
    const undo = applyPatch(opened, 'ask', () => () => 42);
    expect([opened.ask(), exports.ask()]).toEqual([42, 1]);
    undo();
    expect(opened.ask()).toBe(1);
  });

  it('opens the exports of an ES module, which stay readable as one', () => {
    const namespace = Object.freeze(Object.assign(Object.create(null) as object, { ask: () => 1, [Symbol.toStringTag]: 'Module' }));
    const opened = openExports(namespace) as typeof namespace;
    applyPatch(opened, 'ask', () => () => 42);
    expect([opened.ask(), namespace.ask()]).toEqual([42, 1]);
    expect(Object.prototype.toString.call(opened)).toBe('[object Module]');
  });

  it('can be written to, as exports without locks can', () => {
    const opened = openExports(lockedExports()) as { ask: unknown };
    opened.ask = 'mine';
    expect(opened.ask).toBe('mine');
  });
});
