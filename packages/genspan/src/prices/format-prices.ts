import type { PriceAnswer } from './look-up-price';

const heads = ['MODEL', 'INPUT', 'CACHED', 'CACHE WRITE', 'OUTPUT', 'SOURCE'] as const;

/** A table with a line for each model, in US dollars per million tokens. */
export function formatPrices(answers: readonly PriceAnswer[]): string {
  const rows = [heads, ...answers.map(cellsOf)];
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => align(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  return `US dollars per million tokens\n\n${lines.join('\n')}\n`;
}

function cellsOf({ model, usdPerMillionTokens: rates, source }: PriceAnswer): readonly string[] {
  if (rates === undefined) return [model, '', '', '', '', 'no price is known: calls have no cost'];
  return [model, ...[rates.input, rates.cacheRead, rates.cacheWrite, rates.output].map((usd) => usd?.toString() ?? ''), source ?? ''];
}

function align(cell: string, width: number, column: number): string {
  const isNumber = column > 0 && column < heads.length - 1;
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}
