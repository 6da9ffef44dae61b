export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `OTEL_*` variables. A wrong value is told and replaced by the default; it is never quoted, it may be a secret. `warn` may be told
 * the same sentence at each reading.
 */
export class OtelVariables {
  readonly #environment: Environment;
  readonly #warn: (sentence: string) => void;

  constructor(environment: Environment, warn: (sentence: string) => void) {
    this.#environment = environment;
    this.#warn = warn;
  }

  /** Empty counts as unset, as the specification asks. */
  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  list(name: string): readonly string[] | undefined {
    const items = this.text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    return items === undefined || items.length === 0 ? undefined : [...new Set(items)];
  }

  /** A whole number of at least `min`, up to 12 digits. */
  count(name: string, min = 1): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^\d{1,12}$/.test(value) && Number(value) >= min) return Number(value);
    return this.wrong(name, `a whole number of at least ${min}`, 'the default');
  }

  choice<Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    return allowed.find((candidate) => candidate === value) ?? this.wrong(name, allowed.join(', '), 'the default');
  }

  wrong(name: string, expected: string, taken: string): undefined {
    this.tell(`${name} has a value that is not understood; expected ${expected}; using ${taken}`);
  }

  tell(sentence: string): void {
    this.#warn(`genspan: ${sentence}.`);
  }
}
