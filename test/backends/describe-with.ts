/**
 * Tests that need programs: skipped, with the reasons, where one cannot be had.
 * @param reasons why a program cannot be had here; `undefined` for one that can
 * @throws in CI, whose machine has every toolchain: tests that silently stopped to run would look like tests that pass
 */
export function describeWith(...reasons: ReadonlyArray<string | undefined>): jest.Describe {
  const missing = reasons.filter((reason) => reason !== undefined);
  if (missing.length === 0) return describe;
  // oxlint-disable-next-line node/no-process-env -- the one variable by which every CI tells what it is
  if (process.env['CI'] !== undefined) throw new Error(`In CI nothing is skipped: ${missing.join('; ')}`);
  for (const reason of missing) console.warn(`SKIPPED: ${reason}`);
  return describe.skip;
}
