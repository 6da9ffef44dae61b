/** What LangChain hands out for a run: through it the run is told of and ended. */
export interface RunManager {
  readonly runId?: unknown;
  readonly handlers?: readonly unknown[];
}

const hiddenIds = new WeakMap<object, string>();

export function runIdOf(manager: unknown): string | undefined {
  if (typeof manager !== 'object' || manager === null) return undefined;
  const { runId } = manager as RunManager;
  return hiddenIds.get(manager) ?? (typeof runId === 'string' ? runId : undefined);
}

/** The same manager, which does not tell its id: without us there would be none, and a message without an id would be given it. */
export function hideRunId(manager: RunManager): RunManager {
  const hidden = new Proxy(manager, {
    get(target, key) {
      if (key === 'runId') return undefined;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const runId = runIdOf(manager);
  if (runId !== undefined) hiddenIds.set(hidden, runId);
  return hidden;
}
