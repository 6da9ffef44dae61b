/** What must stay in the process does. */
import { processSeeds, secrets, seededMedia, seedWord } from '../seeds';
import type { ContentMode, ContractRun } from './contract-run';
import type { Findings } from './transparent';

/** Texts that no exported byte may contain. */
const forbidden: Readonly<Record<ContentMode, readonly string[]>> = {
  off: [seedWord, ...Object.values(secrets), seededMedia.slice(0, 32)],
  hash: [seedWord, ...Object.values(secrets), seededMedia.slice(0, 32)],
  redacted: [...Object.values(processSeeds), ...Object.values(secrets), seededMedia.slice(0, 32)],
};

/** Where forbidden texts stand, with what surrounds them. */
export function leaks(run: ContractRun, mode: ContentMode): Findings {
  const exported = [
    ...run.collector.deliveries.map(({ signal, body }) => ({ where: signal as string, text: body.toString('utf8') })),
    { where: 'JSON log', text: run.logLines.join('\n') },
  ];
  const found = forbidden[mode].flatMap((word) =>
    exported.flatMap(({ where, text }) => {
      const at = text.toLowerCase().indexOf(word.toLowerCase());
      return at < 0 ? [] : [[`${where}: ${word}`, text.slice(Math.max(0, at - 200), at + 100)] as const];
    }),
  );
  return Object.fromEntries(found);
}

/** Proof that the search finds something: with `redacted`, content is exported, and its secrets are replaced. */
export function exportsRedactedContent(run: ContractRun): boolean {
  const text = run.collector.deliveries.map(({ body }) => body.toString('utf8')).join('');
  return text.includes(`${seedWord}-prompt`) && text.includes('[EMAIL]');
}
