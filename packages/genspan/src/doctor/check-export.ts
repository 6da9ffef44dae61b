import type { ShownDestination } from '../own-sdk/destinations';
import type { Signal } from '../own-sdk/signal-settings';
import type { ExportTrial } from './export-probe';
import type { Check } from './report';
import { runChild } from './run-child';

export interface ExportCheck {
  /** The test span gets the `service.name` of the application there. */
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  tellProgress(step: string): void;
}

const signals = ['traces', 'metrics', 'logs'] as const satisfies Signal[];
const samples: Readonly<Record<Signal, string>> = { traces: 'span', metrics: 'metric', logs: 'event' };

/** Whether what is recorded arrives: a span, a metric and an event are exported as those of the application would be. */
export async function checkExport({ directory, environment, tellProgress }: ExportCheck): Promise<readonly Check[]> {
  tellProgress('Exporting a test span, metric and event');
  const answer = await runChild<ExportTrial>({
    script: require.resolve('./export-probe'),
    args: [],
    flags: [],
    environment,
    directory,
    // Above the bound of the export itself.
    timeoutMs: 30_000,
  });
  if (answer.kind === 'silent') {
    return [{ id: 'export', level: 'problem', text: `nothing could be exported: the process that should do it ${answer.reason}` }];
  }
  const { variables, signals: trials } = answer.message;
  return [
    ...variables.map((text): Check => ({ id: 'variable', level: 'problem', text: withoutName(text) })),
    ...signals
      .filter((signal) => trials[signal].troubles.length === 0)
      .map((signal) => describeSuccess(signal, trials[signal].destinations)),
    ...describeTroubles(trials),
  ];
}

function describeSuccess(signal: Signal, destinations: readonly ShownDestination[]): Check {
  const otlp = destinations.find((place) => place.exporter === 'otlp');
  const exporters = destinations.map(({ exporter }) => exporter);
  const data = { signal, exporters, ...(otlp && { protocol: otlp.protocol, address: otlp.address }) };
  if (destinations.length === 0) {
    const text = `${signal}: off (OTEL_${signal.toUpperCase()}_EXPORTER)`;
    return { id: 'export', level: signal === 'traces' ? 'hint' : 'good', text, data };
  }
  const places = destinations.map((place) =>
    place.exporter === 'otlp' ? `${place.address} took a test ${samples[signal]} (${place.protocol})` : 'stderr',
  );
  return { id: 'export', level: 'good', text: `${signal}: ${places.join(', ')}`, data };
}

/** Signals that share an endpoint share its trouble: it is told once. */
function describeTroubles(trials: ExportTrial['signals']): readonly Check[] {
  const sentences = new Set(signals.flatMap((signal) => trials[signal].troubles));
  return [...sentences].map((sentence) => {
    const concerned = signals.filter((signal) => trials[signal].troubles.includes(sentence));
    return {
      id: 'export',
      level: 'problem',
      text: `${concerned.join(', ')}: ${withoutName(sentence)}`,
      data: { signals: concerned },
    };
  });
}

/** Sentences for stderr begin with our name. */
function withoutName(sentence: string): string {
  return sentence.replace(/^genspan: /, '');
}
