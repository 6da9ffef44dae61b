/** Which calls are one side of a comparison; what is absent is not asked for. */
export interface Selector {
  readonly prompt?: { readonly name: string; readonly version?: string };
  readonly fingerprint?: string;
  readonly config?: string;
  /** Model of the answer, or of the request where the answer names none. */
  readonly model?: string;
  /** `service.version`. */
  readonly version?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly provider?: string;
  readonly since?: Date;
  readonly until?: Date;
}

const selectorKeys = ['prompt', 'fingerprint', 'config', 'model', 'version', 'service', 'operation', 'provider', 'since', 'until'] as const;

/** `prompt=summary@3,model=gpt-5`; throws one sentence where it is none. */
export function parseSelector(text: string): Selector {
  const selector: Record<string, unknown> = {};
  for (const part of text.split(',')) {
    const [, key = '', value = ''] = /^\s*([a-z]+)=(.*?)\s*$/.exec(part) ?? [];
    if (!isKey(key) || value === '') {
      throw new Error(`"${part.trim()}" selects nothing: write KEY=VALUE[,KEY=VALUE], KEY is one of ${selectorKeys.join(', ')}.`);
    }
    if (key in selector) throw new Error(`"${text}" has ${key} twice: name it once.`);
    selector[key] = key === 'prompt' ? parsePrompt(value) : key === 'since' || key === 'until' ? parseTime(key, value) : value;
  }
  return selector;
}

function isKey(key: string): key is (typeof selectorKeys)[number] {
  return selectorKeys.some((known) => known === key);
}

/** The version follows the last `@`: names may hold one. */
function parsePrompt(value: string): NonNullable<Selector['prompt']> {
  const at = value.lastIndexOf('@');
  return at > 0 && at < value.length - 1 ? { name: value.slice(0, at), version: value.slice(at + 1) } : { name: value };
}

function parseTime(key: string, value: string): Date {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(time.getTime())) {
    throw new Error(`${key}=${value} is no time: write 2027-01-15 or 2027-01-15T08:00:00Z (UTC where no zone is named).`);
  }
  // A time without a zone would be the machine's: the same command would select other calls elsewhere.
  return /T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T') ? time : new Date(`${value}Z`);
}
