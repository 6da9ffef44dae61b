import type { WholeAnswer } from '../adapter';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { isThenable } from './thenable';
import type { Reading } from './watch-iterator';

/**
 * Watches the promise of the whole answer that some SDKs hand over beside its stream. It is made by reading a copy of the stream to its end,
 * so it settles whether anybody reads the stream or not; once somebody does, that one tells more.
 *
 * Only who asks for the promise gets ours: one that nobody knows of would be an unhandled rejection more.
 */
export function followWhole(
  answer: Record<string, unknown>,
  { field, isHandled }: WholeAnswer,
  reading: Reading,
  call: Call,
  { abandoned, guard }: Pipeline,
): void {
  const whole = answer[field];
  if (!isThenable(whole)) return;
  const see = (value: unknown): unknown => {
    if (!reading.hasBegun) call.complete({ [field]: value });
    return value;
  };
  const seeError = (error: unknown): void => {
    if (!reading.hasBegun) call.fail(error);
  };
  const seeErrorAndThrow = (error: unknown): never => {
    seeError(error);
    throw error;
  };
  let watched: unknown;
  const watch = (): unknown => {
    const handedOver = isHandled ? whole : whole.then(see, seeErrorAndThrow);
    if (isHandled) void whole.then(see, seeError);
    abandoned.watch(handedOver, call);
    return handedOver;
  };
  Object.defineProperty(answer, field, {
    get: () => (watched ??= guard.run('the watching of a promise', watch) ?? whole),
    set: (value: unknown) => {
      watched = value;
    },
    enumerable: true,
    configurable: true,
  });
}
