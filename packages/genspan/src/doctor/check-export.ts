import { describeDestination, type Destination, type Signal } from './describe-destination';
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
  const { variables, troubles } = answer.message;
  return [
    ...variables.map((text): Check => ({ id: 'variable', level: 'problem', text: withoutName(text) })),
    ...signals
      .filter((signal) => troubles[signal].length === 0)
      .map((signal) => describeSuccess(signal, describeDestination(environment, signal))),
    ...describeTroubles(troubles),
  ];
}

function describeSuccess(signal: Signal, { exporters, protocol, address }: Destination): Check {
  const data = { signal, exporters, ...(exporters.includes('otlp') && { protocol, address }) };
  if (exporters.length === 0) {
    const text = `${signal}: off (OTEL_${signal.toUpperCase()}_EXPORTER)`;
    return { id: 'export', level: signal === 'traces' ? 'hint' : 'good', text, data };
  }
  const places = exporters.map((exporter) => (exporter === 'otlp' ? `${address} took a test ${samples[signal]} (${protocol})` : 'stderr'));
  return { id: 'export', level: 'good', text: `${signal}: ${places.join(', ')}`, data };
}

/** Signals that share an endpoint share its trouble: it is told once. */
function describeTroubles(troubles: ExportTrial['troubles']): readonly Check[] {
  const sentences = new Set(signals.flatMap((signal) => troubles[signal]));
  return [...sentences].map((sentence) => {
    const concerned = signals.filter((signal) => troubles[signal].includes(sentence));
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
