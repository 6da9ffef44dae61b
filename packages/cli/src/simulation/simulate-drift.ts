import { createDriftMonitor } from '../drift/drift-monitor';
import { driftSettings, type DriftSettings } from '../drift/drift-settings';
import { drawPoisson, seededRandom } from '../statistics/seeded-random';

export interface Stream {
  readonly name: string;
  readonly kind: 'labels' | 'scores';
  /** Judgements an hour, on average over a day: 1.6 times as many at noon, 0.4 times at midnight. */
  readonly perHour: number;
  draw(random: () => number): number;
}

export interface DriftFigures {
  readonly stream: string;
  readonly perHour: number;
  readonly falseAlarmsPer30Days: number;
  /** Hours until the alarm after every value fell to 90 %; `Infinity` where none came within ten days. */
  readonly medianDelayHours: number;
  readonly p95DelayHours: number;
}

const stars = [1, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5];

export const streams: readonly Stream[] = [5, 30, 300].flatMap((perHour): Stream[] => [
  ...[0.7, 0.9, 0.97, 0.995].map((share): Stream => {
    return { name: `${share * 100} % pass`, kind: 'labels', perHour, draw: (random) => (random() < share ? 1 : 0) };
  }),
  { name: 'one to five stars', kind: 'scores', perHour, draw: (random) => stars[Math.floor(random() * stars.length)] ?? 0 },
]);

/** The history that is learned first is part of neither figure. */
const learningHours = 48;
const dropHour = 10 * 24;

export function simulateDrift(stream: Stream, seeds: number, settings: DriftSettings = driftSettings): DriftFigures {
  const delays: number[] = [];
  let falseAlarms = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    falseAlarms += alarmHours(stream, settings, { seed, hours: learningHours + 30 * 24 }).filter((hour) => hour >= learningHours).length;
    const alarms = alarmHours(stream, settings, { seed: seed + seeds, hours: dropHour + 240, dropHour });
    delays.push((alarms.find((hour) => hour >= dropHour) ?? Number.POSITIVE_INFINITY) - dropHour + 1);
  }
  delays.sort((one, other) => one - other);
  return {
    stream: stream.name,
    perHour: stream.perHour,
    falseAlarmsPer30Days: falseAlarms / seeds,
    medianDelayHours: delays[Math.floor(seeds / 2)] ?? Number.NaN,
    p95DelayHours: delays[Math.ceil(seeds * 0.95) - 1] ?? Number.NaN,
  };
}

interface Simulation {
  readonly seed: number;
  readonly hours: number;
  readonly dropHour?: number;
}

function alarmHours(
  stream: Stream,
  settings: DriftSettings,
  { seed, hours, dropHour: from = Number.POSITIVE_INFINITY }: Simulation,
): number[] {
  const random = seededRandom(seed * 7919 + stream.perHour);
  const monitor = createDriftMonitor(stream.kind, settings);
  const alarms: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    const size = drawPoisson(random, stream.perHour * (1 - 0.6 * Math.cos((hour / 24) * 2 * Math.PI)));
    let [sum, sumOfSquares] = [0, 0];
    for (let index = 0; index < size; index += 1) {
      const drawn = stream.draw(random);
      // A label cannot be 0.9: a tenth of the passes fails.
      const value = hour < from ? drawn : stream.kind === 'scores' ? drawn * 0.9 : random() < 0.9 ? drawn : 0;
      sum += value;
      sumOfSquares += value * value;
    }
    if (size > 0 && monitor.add({ hour, size, sum, sumOfSquares })) alarms.push(hour);
  }
  return alarms;
}
