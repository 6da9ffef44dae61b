/** `pnpm check` asks for the quick scope: one format, and genspan whole and alone. `npm test` runs everything. */
export const isQuick = process.env['CONTRACT_SCOPE'] === 'quick';
