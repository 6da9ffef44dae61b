/** One figure of calls in which a baseline and a candidate are compared. */
export interface Metric {
  /** As `--fail-on` takes it. */
  readonly name: string;
  /** Of a share, each call either has it or not; of an amount, each call has a number. */
  readonly kind: 'share' | 'amount';
  readonly unit: 'share' | 's' | 'tokens' | 'USD' | 'score';
  /** What stands for all numbers of a side: what most callers wait for, or what adds up on the bill. */
  readonly figure: 'share' | 'median' | 'mean';
  readonly worse: 'more' | 'less';
}

function share(name: string): Metric {
  return { name, kind: 'share', unit: 'share', figure: 'share', worse: 'more' };
}

function amount(name: string, unit: Metric['unit'], figure: 'median' | 'mean'): Metric {
  return { name, kind: 'amount', unit, figure, worse: 'more' };
}

export const errorRate = share('error_rate');
export const truncated = share('truncated');
export const refused = share('refused');
export const latency = amount('latency', 's', 'median');
export const firstChunk = amount('first_chunk', 's', 'median');
export const inputTokens = amount('input_tokens', 'tokens', 'mean');
export const outputTokens = amount('output_tokens', 'tokens', 'mean');
export const cost = amount('cost', 'USD', 'mean');

/** Of the judgements of that name that have a label, those labelled `fail`. */
export function failRate(evaluation: string): Metric {
  return share(`${evaluation}.fail`);
}

export function scoreOf(evaluation: string): Metric {
  return { name: `${evaluation}.score`, kind: 'amount', unit: 'score', figure: 'mean', worse: 'less' };
}
