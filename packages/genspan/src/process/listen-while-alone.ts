/**
 * Listens for a signal as long as nobody else does. Beside a listener of the application ours would change how the process ends even if it
 * did nothing: libraries like signal-exit let a signal end the process only when they find no listener but their own.
 */
export function listenWhileAlone(signal: NodeJS.Signals, listener: NodeJS.SignalsListener): () => void {
  const onAdded = (event: string | symbol, added: unknown): void => {
    if (event !== signal || added === listener) return;
    // Not at once: the other one is not there yet, and without any Node no longer takes the signal.
    process.nextTick(() => {
      if (process.listenerCount(signal) > 1) process.off(signal, listener);
    });
  };
  const onRemoved = (event: string | symbol): void => {
    if (event === signal && process.listenerCount(signal) === 0) process.on(signal, listener);
  };
  if (process.listenerCount(signal) === 0) process.on(signal, listener);
  process.on('newListener', onAdded);
  process.on('removeListener', onRemoved);
  return () => {
    process.off('newListener', onAdded);
    process.off('removeListener', onRemoved);
    process.off(signal, listener);
  };
}
