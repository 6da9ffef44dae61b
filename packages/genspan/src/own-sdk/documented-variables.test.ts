import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../../core/src/config/settings';
import { startOwnSdk } from './start-own-sdk';

const document = readFileSync(join(__dirname, '../../../../docs/configuration.md'), 'utf8');
const documented = new Set(document.match(/\b(?:OTEL|GENSPAN)_[A-Z_]*[A-Z]\b(?!_?\*)/g));

/** Some variables are only read when another says so. */
const environments: ReadonlyArray<Readonly<Record<string, string>>> = [
  {},
  { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  { OTEL_TRACES_SAMPLER: 'traceidratio' },
];

function namesRead(): Set<string> {
  const names = new Set<string>();
  for (const values of environments) {
    const environment = new Proxy(values, {
      get: (target, name: string) => {
        names.add(name);
        return target[name];
      },
    });
    readSettings(environment, { mode: 'redacted' });
    const sdk = startOwnSdk({
      environment,
      settings: { baggageHosts: [] },
      isModelCallContext: () => false,
      isModelProvider: () => false,
      warn: () => {},
    });
    sdk.disableHttpInstrumentation();
  }
  return names;
}

function withoutSignal(name: string): string {
  return name.replace(/^OTEL_EXPORTER_OTLP_(?:TRACES|METRICS|LOGS)_(?!TEMPORALITY)/, 'OTEL_EXPORTER_OTLP_');
}

test('docs/configuration.md names every variable that is read, and none that is not', () => {
  const names = new Set([...namesRead()].map(withoutSignal));
  const general = new Set([...documented].map(withoutSignal));
  expect([...names].filter((name) => !general.has(name))).toEqual([]);
  expect([...general].filter((name) => !names.has(name))).toEqual([]);
});
