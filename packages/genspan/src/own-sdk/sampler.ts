import { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler, type Sampler } from '@opentelemetry/sdk-trace';
import type { OtelVariables } from './otel-variables';

const roots = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (variables: OtelVariables) => new TraceIdRatioBasedSampler(readRatio(variables)),
} as const satisfies Record<string, (variables: OtelVariables) => Sampler>;

const names = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export function readSampler(variables: OtelVariables): Sampler {
  const name = variables.choice('OTEL_TRACES_SAMPLER', names) ?? 'parentbased_always_on';
  const root = roots[name.replace('parentbased_', '') as keyof typeof roots](variables);
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

function readRatio(variables: OtelVariables): number {
  const text = variables.text('OTEL_TRACES_SAMPLER_ARG');
  if (text === undefined) return 1;
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return ratio;
  variables.wrong('OTEL_TRACES_SAMPLER_ARG', 'a number from 0 to 1', '1');
  return 1;
}
