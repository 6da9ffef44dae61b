import type { CapturePolicy, CaptureMode } from '../content/capture-policy';
import { readSinks, sinkNames, type SinkSettings } from './sink-settings';

/** Everything that environment variables decide, checked once. The one place where a variable of genspan's is read. */
export interface Settings {
  /** `OTEL_SDK_DISABLED=true`: no hook is installed at all. */
  readonly disabled: boolean;
  readonly capture: CapturePolicy;
  readonly log: LogTarget;
  readonly metrics: MetricFamilies;
  readonly chunkMetric: boolean;
  readonly pricesFile?: string | undefined;
  readonly redactionFile?: string | undefined;
  /** Host (with port where it matters) to provider name. */
  readonly providerMap: ReadonlyMap<string, string>;
  /** Whether requests of the Model Context Protocol carry the trace context in `params._meta`, and servers take it from there. */
  readonly mcpContext: boolean;
  /** Hosts that may be sent W3C baggage. */
  readonly baggageHosts: readonly string[];
  /** Backends whose own attributes spans carry beside those of the conventions. */
  readonly compat: readonly CompatProfileName[];
  /** Secrets of at least 32 characters: the first signs tokens for feedback, all of them open such. */
  readonly feedbackKeys: readonly string[];
  /** Where evaluations go beside OpenTelemetry, each with what is needed to reach it. */
  readonly feedbackSinks: readonly SinkSettings[];
}

const compatProfiles = ['langfuse', 'openinference', 'langsmith'] as const;
export type CompatProfileName = (typeof compatProfiles)[number];

export type LogTarget =
  | { readonly to: 'off' }
  | { readonly to: 'stdout' }
  | { readonly to: 'stderr' }
  | { readonly to: 'file'; readonly path: string };

/** `current`: the metrics of conventions v0.1.0; `legacy`: `gen_ai.client.token.usage` and `gen_ai.client.operation.duration`. */
export type MetricFamilies = 'current' | 'legacy' | 'both';

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence each: what is wrong, where, and what was taken instead. Never quotes a secret. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Never throws: a wrong value is told in `warnings` and replaced by the default, the privater one where content is concerned. */
export function readSettings(environment: Environment, defaults: { readonly mode: CaptureMode }): SettingsReading {
  const warnings: string[] = [];
  const reader = new VariableReader(environment, warnings);
  const settings: Settings = {
    disabled: isDisabled(environment),
    capture: readCapture(reader, defaults.mode),
    log: readLogTarget(reader),
    metrics: reader.choice('GENSPAN_METRICS', ['current', 'legacy', 'both'], 'current'),
    chunkMetric: reader.flag('GENSPAN_CHUNK_METRIC', false),
    pricesFile: reader.text('GENSPAN_PRICES'),
    redactionFile: reader.text('GENSPAN_REDACTION'),
    providerMap: readProviderMap(reader),
    mcpContext: reader.choice('GENSPAN_MCP_CONTEXT', ['on', 'off'], 'on') === 'on',
    baggageHosts: reader.list('GENSPAN_BAGGAGE_HOSTS').map((host) => host.toLowerCase()),
    compat: reader.choices('GENSPAN_COMPAT', compatProfiles),
    feedbackKeys: readFeedbackKeys(reader),
    feedbackSinks: readSinks(reader.choices('GENSPAN_FEEDBACK_SINKS', sinkNames), environment, warnings),
  };
  return { settings, warnings };
}

/** As the specification has it: `true` in any case, and nothing else, not even a value that is not understood. */
export function isDisabled(environment: Environment): boolean {
  return environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
}

function readCapture(reader: VariableReader, defaultMode: CaptureMode): CapturePolicy {
  // A misspelt mode must not send more than the user meant to: it counts as `off`.
  let mode = reader.choice<CaptureMode>('GENSPAN_CONTENT', ['off', 'hash', 'redacted', 'full'], defaultMode, 'off');
  let onSpan = true;
  let onEvent = false;
  const standard = reader.text('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT')?.toUpperCase();
  switch (standard) {
    case undefined:
      break;
    case 'FALSE':
    case 'NO_CONTENT':
      if (mode === 'redacted' || mode === 'full') mode = 'off';
      break;
    case 'TRUE':
    case 'SPAN_ONLY':
    case 'EVENT_ONLY':
    case 'SPAN_AND_EVENT':
      // The standard variable says where content goes; it never turns `off` or `hash` of ours into text, and never means raw.
      if (reader.text('GENSPAN_CONTENT') === undefined) mode = 'redacted';
      onSpan = standard !== 'EVENT_ONLY';
      onEvent = standard === 'EVENT_ONLY' || standard === 'SPAN_AND_EVENT';
      break;
    default:
      mode = 'off';
      reader.warn(
        'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
        'true, false, NO_CONTENT, SPAN_ONLY, EVENT_ONLY or SPAN_AND_EVENT',
        'no content',
      );
  }
  return {
    mode,
    onSpan,
    onEvent,
    hashKey: reader.text('GENSPAN_HASH_KEY'),
    maxPartCharacters: reader.count('GENSPAN_CONTENT_MAX_PART_CHARACTERS', 65_536),
    maxCallCharacters: reader.count('GENSPAN_CONTENT_MAX_CALL_CHARACTERS', 262_144),
  };
}

function readLogTarget(reader: VariableReader): LogTarget {
  const value = reader.text('GENSPAN_LOG');
  if (value === undefined || value === 'off') return { to: 'off' };
  if (value === 'stdout' || value === 'stderr') return { to: value };
  if (value.startsWith('file:') && value.length > 'file:'.length) return { to: 'file', path: value.slice('file:'.length) };
  reader.warn('GENSPAN_LOG', 'off, stdout, stderr or file:PATH', 'off');
  return { to: 'off' };
}

const minKeyCharacters = 32;

/** A short key could be found by trying, and whoever has it can give feedback on any call. */
function readFeedbackKeys(reader: VariableReader): readonly string[] {
  const keys = reader.list('GENSPAN_FEEDBACK_KEY');
  const fitting = keys.filter((key) => key.length >= minKeyCharacters);
  if (fitting.length < keys.length) {
    const taken = fitting.length === 0 ? 'none, so that tokens for feedback are neither made nor taken' : 'those that fit';
    reader.warn('GENSPAN_FEEDBACK_KEY', `secrets of at least ${minKeyCharacters} characters, separated by commas`, taken);
  }
  return fitting;
}

function readProviderMap(reader: VariableReader): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const entry of reader.list('GENSPAN_PROVIDER_MAP')) {
    const [host, provider, ...rest] = entry.split('=').map((side) => side.trim());
    if (host && provider && rest.length === 0) map.set(host.toLowerCase(), provider);
    else reader.warn('GENSPAN_PROVIDER_MAP', 'a list like host=provider,host:port=provider', 'the entries that fit');
  }
  return map;
}

class VariableReader {
  readonly #environment: Environment;
  readonly #warnings: string[];

  constructor(environment: Environment, warnings: string[]) {
    this.#environment = environment;
    this.#warnings = warnings;
  }

  /** Empty counts as unset, as the OpenTelemetry specification asks. */
  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  list(name: string): string[] {
    const items = (this.text(name) ?? '').split(',').map((item) => item.trim());
    return items.filter((item) => item !== '');
  }

  flag(name: string, unset: boolean): boolean {
    return this.choice(name, ['true', 'false'], unset ? 'true' : 'false') === 'true';
  }

  count(name: string, unset: number): number {
    const value = this.text(name);
    if (value === undefined) return unset;
    if (/^[1-9]\d{0,11}$/.test(value)) return Number(value);
    this.warn(name, 'a whole number above 0', String(unset));
    return unset;
  }

  choice<Value extends string>(name: string, allowed: readonly Value[], unset: Value, wrong: Value = unset): Value {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return unset;
    const match = allowed.find((candidate) => candidate === value);
    if (match !== undefined) return match;
    this.warn(name, allowed.join(', '), wrong);
    return wrong;
  }

  /** Each once; entries that are not allowed are told and left out. */
  choices<Value extends string>(name: string, allowed: readonly Value[]): readonly Value[] {
    const entries = new Set<string>(this.list(name).map((entry) => entry.toLowerCase()));
    const matches = allowed.filter((candidate) => entries.has(candidate));
    if (matches.length < entries.size) this.warn(name, `a list of ${allowed.join(', ')}`, matches.join(',') || 'none of them');
    return matches;
  }

  /** The value itself is not quoted: a key pasted into the wrong variable would end up in a log. */
  warn(name: string, expected: string, taken: string): void {
    this.#warnings.push(`genspan: ${name} has a value that is not understood; expected ${expected}; using ${taken}.`);
  }
}
