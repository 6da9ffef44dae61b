/**
 * Takes the place of the timers of OpenTelemetry's code in the bundles (scripts/bundle-sdk.cjs): those of retries, timeouts and
 * deadlines would hold a process that has come to its end. Code that wants to hold it uses `globalThis.setTimeout`.
 */
export function setTimeout(callback: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): NodeJS.Timeout {
  return unrefForGood(globalThis.setTimeout(callback, delayMs, ...args));
}

export function setInterval(callback: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): NodeJS.Timeout {
  return unrefForGood(globalThis.setInterval(callback, delayMs, ...args));
}

/** The gRPC client refers to its timers again while a call is open. */
function unrefForGood(timer: NodeJS.Timeout): NodeJS.Timeout {
  timer.ref = () => timer;
  return timer.unref();
}
