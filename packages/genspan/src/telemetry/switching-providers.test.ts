import type { Logger, Tracer } from '@opentelemetry/api';
import { SwitchingLoggerProvider, SwitchingTracerProvider } from './switching-providers';

function fakeTracers(owner: string, made: string[]): { getTracer(name: string): Tracer } {
  return {
    getTracer(name) {
      made.push(`${owner} ${name}`);
      const note = (method: string) => (span: string) => void made.push(`${owner} ${method} ${span}`);
      return { startSpan: note('startSpan'), startActiveSpan: note('startActiveSpan') } as unknown as Tracer;
    },
  };
}

test('a tracer taken from ours leads to the next provider, and asks each once', () => {
  const made: string[] = [];
  const providers = [fakeTracers('ours', made), fakeTracers('theirs', made)] as const;
  let current: (typeof providers)[number] = providers[0];
  const tracer = new SwitchingTracerProvider(() => current).getTracer('lib');
  tracer.startSpan('a');
  tracer.startSpan('b');
  current = providers[1];
  tracer.startSpan('c');
  tracer.startActiveSpan('d', () => undefined);
  expect(made).toEqual([
    'ours lib',
    'ours startSpan a',
    'ours startSpan b',
    'theirs lib',
    'theirs startSpan c',
    'theirs startActiveSpan d',
  ]);
});

test('a logger taken from ours leads to the next provider', () => {
  const emitted: string[] = [];
  const providerOf = (owner: string) => ({
    getLogger: (): Logger => ({ emit: ({ body }) => void emitted.push(`${owner} ${String(body)}`), enabled: () => owner === 'ours' }),
  });
  let current = providerOf('ours');
  const logger = new SwitchingLoggerProvider(() => current).getLogger('lib');
  logger.emit({ body: 'a' });
  expect(logger.enabled()).toBe(true);
  current = providerOf('theirs');
  logger.emit({ body: 'b' });
  expect(logger.enabled()).toBe(false);
  expect(emitted).toEqual(['ours a', 'theirs b']);
});
