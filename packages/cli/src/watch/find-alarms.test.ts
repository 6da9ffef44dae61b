import { findAlarms, type QualityHour, type Series } from './find-alarms';
import { formatAlarm, formatAlarmAsJson } from './format-alarm';

const series: Series = {
  evaluation: 'output_validation',
  kind: 'labels',
  service: 'shop',
  version: '1.4.2',
  operation: 'chat',
  prompt: 'summary',
  promptVersion: '3',
};

/** 95 % of a hundred answers an hour are as asked for, until they are 80 %. */
function hours(of: Series, dropHour = 50): QualityHour[] {
  return Array.from({ length: 60 }, (_, hour) => {
    const passes = hour < dropHour ? 95 : 80;
    return { series: of, hour, size: 100, sum: passes, sumOfSquares: passes };
  });
}

test('a series that falls alarms, whatever the order of its hours', () => {
  expect(findAlarms(hours(series).toReversed())).toMatchObject([{ series, since: 50, usual: 0.95, recent: 0.8 }]);
});

test('versions are watched apart: a new one that is worse from its start is no drift', () => {
  const old = hours(series).filter(({ hour }) => hour < 50);
  const next = hours({ ...series, promptVersion: '4' }).filter(({ hour }) => hour >= 50);
  expect(findAlarms([...old, ...next])).toEqual([]);
});

test('alarms of several series come in the order of time', () => {
  const alarms = findAlarms([...hours(series), ...hours({ ...series, service: 'desk' }, 40)]);
  expect(alarms.map((alarm) => alarm.series.service)).toEqual(['desk', 'shop']);
});

test('an alarm is one line for people and one of JSON', () => {
  const [alarm] = findAlarms(hours(series));
  if (alarm === undefined) throw new Error('no alarm');
  expect(formatAlarm(alarm)).toMatch(
    /^1970-01-03T0\d:00:00.000Z {2}output_validation pass rate of shop@1.4.2 chat summary@3 fell: 95.0 % -> 80.0 % since 1970-01-03T02:00:00.000Z \(.*\)\n$/,
  );
  expect(JSON.parse(formatAlarmAsJson(alarm))).toMatchObject({
    evaluation: 'output_validation',
    usual: 0.95,
    recent: 0.8,
    since: '1970-01-03T02:00:00.000Z',
  });
});

test('names of judgements cannot move the cursor', () => {
  const [alarm] = findAlarms(hours({ ...series, evaluation: 'a\u{1B}[2J\nb' }));
  expect(alarm && formatAlarm(alarm)).toContain('a\u{FFFD}[2J\u{FFFD}b pass rate');
});
