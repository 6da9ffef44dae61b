import { otherInstrumentations, type OtherInstrumentation } from '@genspan/core';
import type { PackageCopy } from './find-packages';
import type { Check } from './report';

const consequences: Readonly<Record<OtherInstrumentation['winner'], { readonly text: string; readonly action?: string }>> = {
  other: {
    text: 'where its span of a call is active, it stays and genspan makes none; metrics, cost, event and log line are still recorded',
    action: 'Nothing to do; switch its model instrumentation off to have the spans of genspan.',
  },
  genspan: { text: 'its own spans of calls are kept from being made' },
  both: {
    text: 'neither sees the other, so each may report the same call',
    action: 'Switch its model instrumentation off, or send the two to different backends.',
  },
};

export function isPackageOf({ packages }: OtherInstrumentation, name: string): boolean {
  return packages.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** Who else may report model calls here, and who wins. Being installed does not mean being at work: nothing of it is a problem. */
export function checkOtherInstrumentations(copies: readonly PackageCopy[]): readonly Check[] {
  const checks = otherInstrumentations.flatMap((other): Check[] => {
    const names = [...new Set(copies.map(({ name }) => name).filter((name) => isPackageOf(other, name)))];
    if (names.length === 0) return [];
    const { text, action } = consequences[other.winner];
    return [
      {
        id: 'other_instrumentation',
        level: other.winner === 'genspan' ? 'good' : 'hint',
        text: `${other.name} (${names.join(', ')}): ${text}`,
        action,
        data: { name: other.name, packages: names, winner: other.winner, why: other.why },
      },
    ];
  });
  if (checks.length > 0) return checks;
  return [{ id: 'other_instrumentations', level: 'good', text: 'none that is known to report model calls is installed' }];
}
