import { isThenable } from '../call/thenable';
import type { Guard } from '../patch/guard';

/** Hands an answer on, or a promise of it, after it was seen; what `see` makes of it takes its place. */
export function whenAnswered(
  guard: Guard,
  answer: unknown,
  see: (value: unknown) => unknown,
  seeError?: (error: unknown) => void,
): unknown {
  const seen = (value: unknown): unknown => {
    try {
      return see(value);
    } catch (error) {
      guard.caught('the seeing of an answer', error);
      return value;
    }
  };
  if (!isThenable(answer)) return seen(answer);
  // A handler beside it would count as handling its rejection.
  return answer.then(seen, (error: unknown) => {
    guard.run('the seeing of an error', () => seeError?.(error));
    throw error;
  });
}
