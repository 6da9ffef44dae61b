import { simulateDrift, streams } from '../simulation/simulate-drift';
import { createDriftMonitor, type DriftAlarm, type QualityStep } from './drift-monitor';

function step(hour: number, size: number, passes: number): QualityStep {
  return { hour, size, sum: passes, sumOfSquares: passes };
}

function alarmsOf(kind: 'labels' | 'scores', steps: readonly QualityStep[]): DriftAlarm[] {
  const monitor = createDriftMonitor(kind);
  return steps.flatMap((one) => monitor.add(one) ?? []);
}

function hours(count: number, of: (hour: number) => QualityStep): QualityStep[] {
  return Array.from({ length: count }, (_, hour) => of(hour));
}

test('a drop alarms with what was usual, what is now, and since when', () => {
  const [alarm] = alarmsOf(
    'labels',
    hours(60, (hour) => step(hour, 100, hour < 50 ? 95 : 80)),
  );
  expect(alarm).toMatchObject({ since: 50, usual: 0.95, recent: 0.8 });
  expect(alarm?.hour).toBeLessThanOrEqual(53);
});

test('a rise does not alarm', () => {
  expect(
    alarmsOf(
      'labels',
      hours(60, (hour) => step(hour, 100, hour < 50 ? 80 : 95)),
    ),
  ).toEqual([]);
});

test('a slow decline that no hour shows alarms', () => {
  const declining = alarmsOf(
    'labels',
    hours(24 * 20, (hour) => step(hour, 50, hour < 100 ? 45 : Math.round(45 - (hour - 100) * 0.02))),
  );
  expect(declining.length).toBeGreaterThan(0);
});

test('nothing alarms in the first day or before 200 evaluations', () => {
  expect(
    alarmsOf(
      'labels',
      hours(20, (hour) => step(hour, 100, hour < 10 ? 95 : 10)),
    ),
  ).toEqual([]);
  expect(
    alarmsOf(
      'labels',
      hours(60, (hour) => step(hour, 3, hour < 50 ? 3 : 0)),
    ),
  ).toEqual([]);
});

test('hours with few evaluations are judged together', () => {
  const sparse = alarmsOf(
    'labels',
    hours(24 * 12, (hour) => step(hour, 5, hour < 200 ? 5 - (hour % 4 === 0 ? 1 : 0) : 2)),
  );
  expect(sparse.length).toBeGreaterThan(0);
});

test('scores that were all alike alarm when they fall, and not as long as they stay', () => {
  const score = (hour: number, value: number): QualityStep => ({ hour, size: 30, sum: 30 * value, sumOfSquares: 30 * value * value });
  expect(
    alarmsOf(
      'scores',
      hours(100, (hour) => score(hour, 0.1)),
    ),
  ).toEqual([]);
  expect(
    alarmsOf(
      'scores',
      hours(60, (hour) => score(hour, hour < 50 ? 0.9 : 0.8)),
    ).map(({ hour }) => hour),
  ).toEqual([50]);
});

test('a series alarms once a day', () => {
  const alarms = alarmsOf(
    'labels',
    hours(100, (hour) => step(hour, 100, hour < 50 ? 95 : 20)),
  );
  const gaps = alarms.slice(1).map(({ hour }, index) => hour - (alarms[index]?.hour ?? 0));
  expect(alarms.length).toBeGreaterThan(1);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(24);
});

test.each(streams.filter(({ perHour }) => perHour < 100))(
  'without drift, $name at $perHour an hour alarms less than once in 30 days',
  (stream) => {
    expect(simulateDrift(stream, 20).falseAlarmsPer30Days).toBeLessThanOrEqual(1);
  },
);

test('a 10 % drop of 90 % at 30 judgements an hour alarms within a day', () => {
  const stream = streams.find(({ name, perHour }) => name === '90 % pass' && perHour === 30);
  expect(stream && simulateDrift(stream, 20).p95DelayHours).toBeLessThanOrEqual(24);
});
