/**
 * Run by `genspan doctor` in a process of its own: exports one span, one metric and one event through the SDK of genspan, by the
 * environment it is given, and sends what the SDK had to say about it.
 */
import { join } from 'node:path';
import { loadOwnSdk } from '../process/load-own-sdk';
import type { ShownDestination } from '../own-sdk/destinations';
import type { OwnSdk } from '../own-sdk/own-sdk';
import type { Signal } from '../own-sdk/signal-settings';

export interface ExportTrial {
  /** What is wrong with variables that are not about one export. */
  readonly variables: readonly string[];
  readonly signals: Readonly<Record<Signal, SignalTrial>>;
}

export interface SignalTrial {
  /** Where the SDK sends the signal; empty when it is off. */
  readonly destinations: readonly ShownDestination[];
  /** One sentence for each thing that went wrong; none: the endpoint took what it was sent. */
  readonly troubles: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const flushMs = 15_000;
const lateSentence = `genspan: there was no answer within ${flushMs / 1_000} s; check the endpoint and what lies between.`;
const name = 'genspan doctor';
const recordOne: Readonly<Record<Signal, (sdk: OwnSdk) => void>> = {
  traces: (sdk) => sdk.tracerProvider.getTracer(name).startSpan(name).end(),
  metrics: (sdk) => sdk.meterProvider.getMeter(name).createCounter('genspan.doctor.runs', { unit: '{run}' }).add(1),
  logs: (sdk) => sdk.loggerProvider.getLogger(name).emit({ eventName: 'genspan.doctor' }),
};
const allOff = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };

/** An SDK for each signal: one that serves all tells what they have in common only once. */
async function exportOne(signal: Signal, environment: Environment, known: ReadonlySet<string>): Promise<SignalTrial> {
  const exporter = `OTEL_${signal.toUpperCase()}_EXPORTER`;
  const sentences = new Set<string>();
  const sdk = startSdk({ ...environment, ...allOff, [exporter]: environment[exporter], OTEL_TRACES_SAMPLER: 'always_on' }, sentences);
  recordOne[signal](sdk);
  const startedAt = performance.now();
  await sdk.flush(flushMs);
  if (sentences.size === 0 && performance.now() - startedAt >= flushMs) sentences.add(lateSentence);
  return { destinations: sdk.destinations[signal], troubles: [...sentences].filter((sentence) => !known.has(sentence)) };
}

function startSdk(environment: Environment, sentences: Set<string>): OwnSdk {
  const sdk = loadOwnSdk().startOwnSdk({
    environment,
    settings: { baggageHosts: [] },
    isModelCallContext: () => false,
    isModelProvider: () => false,
    warn: (sentence) => void sentences.add(sentence),
  });
  sdk.disableHttpInstrumentation();
  return sdk;
}

async function run(environment: Environment): Promise<ExportTrial> {
  const variables = new Set<string>();
  startSdk({ ...environment, ...allOff }, variables);
  const [traces, metrics, logs] = await Promise.all([
    exportOne('traces', environment, variables),
    exportOne('metrics', environment, variables),
    exportOne('logs', environment, variables),
  ]);
  return { variables: [...variables], signals: { traces, metrics, logs } };
}

// The service of the test span is the application of the working directory, not the package of this script.
process.argv[1] = join(process.cwd(), 'index.js');
void run(process.env).then((trial) => process.send?.(trial));
