import { Guard } from '../patch/guard';
import { whenAnswered } from './when-answered';

const failure = new RangeError('too much');
const fail = (): never => {
  throw failure;
};
let guard: Guard;
beforeEach(() => {
  guard = new Guard(() => undefined);
});

test('an answer is what is made of it, at once or later', async () => {
  const twice = (value: unknown): unknown => `${String(value)} ${String(value)}`;
  expect(whenAnswered(guard, 'hello', twice)).toBe('hello hello');
  await expect(whenAnswered(guard, Promise.resolve('hello'), twice)).resolves.toBe('hello hello');
  expect(whenAnswered(guard, 'hello', () => undefined)).toBeUndefined();
});

test('it stays as it is where the seeing throws', async () => {
  expect(whenAnswered(guard, 'hello', fail)).toBe('hello');
  await expect(whenAnswered(guard, Promise.resolve('hello'), fail)).resolves.toBe('hello');
  expect(guard.errorCount).toBe(2);
});

test('a rejection is told and stays one, also where that throws', async () => {
  const errors: unknown[] = [];
  await expect(whenAnswered(guard, Promise.reject(failure), fail, (error) => errors.push(error))).rejects.toBe(failure);
  await expect(whenAnswered(guard, Promise.reject(failure), fail)).rejects.toBe(failure);
  expect([errors, guard.errorCount]).toEqual([[failure], 0]);
  await expect(whenAnswered(guard, Promise.reject(new TypeError('first')), fail, fail)).rejects.toThrow('first');
  expect(guard.errorCount).toBe(1);
});
