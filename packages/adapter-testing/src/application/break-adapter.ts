/**
 * Preload: makes every function of the adapter under test throw, as a provider's surprise would. The adapter is the one of the
 * scenario set that the application is started with.
 */
import { join } from 'node:path';

const sdk = process.argv[2] ?? '';
const loaded = require(join(__dirname, '..', '..', '..', sdk, 'dist', 'adapter.js')) as Record<string, Record<string, unknown>>;
const adapter = Object.values(loaded).find((exported) => 'operations' in exported);
if (adapter === undefined) throw new Error(`The package ${sdk} has no adapter to break.`);
breakFunctions(adapter, 0);

function breakFunctions(owner: Record<string, unknown>, depth: number): void {
  for (const [key, value] of Object.entries(owner)) {
    if (typeof value === 'function') {
      owner[key] = () => {
        throw new Error(`${key} is broken`);
      };
    } else if (typeof value === 'object' && value !== null && depth < 4) breakFunctions(value as Record<string, unknown>, depth + 1);
  }
}
