import { parseArgs } from 'node:util';
import { createCostEstimator, readSettings } from '@genspan/core';
import { UsageError, type Command } from '../cli/command';
import { formatPrices } from './format-prices';
import { lookUpPrice } from './look-up-price';

const defaultInputTokens = 1_000;

const help = `genspan prices: what calls of a model are charged, and where the price comes from

Usage: genspan prices PROVIDER MODEL... [--tier NAME] [--input-tokens COUNT] [--json]

  PROVIDER              as gen_ai.provider.name has it: openai, anthropic, aws.bedrock, gcp.gemini, ...
  MODEL                 id in the request or the answer
  --tier NAME           service tier: batch, flex, priority; default: the standard one
  --input-tokens COUNT  length of the context, as long ones cost more; default: ${defaultInputTokens}
  --json                prints an array with an object for each model
  -h, --help            prints this

Prices are those of today, with the file of GENSPAN_PRICES first. Run it with the environment of the application. What is not known is
left out, and is not 0. Nothing is fetched.

Exit code: 0 all prices are known, 1 a model has none, 2 wrong usage.

Examples:
  npx genspan prices openai gpt-5 gpt-5-mini
  npx genspan prices anthropic claude-sonnet-4-5 --input-tokens 300000
  GENSPAN_PRICES=prices.json npx genspan prices azure.ai.openai my-deployment
  npx genspan prices openai gpt-5 --tier batch --json | jq '.[].usdPerMillionTokens'
`;

export const pricesCommand: Command = {
  name: 'prices',
  summary: 'says what calls of a model are charged, and where the price comes from',
  help,
  run(args, environment) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { tier: { type: 'string' }, 'input-tokens': { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [provider, ...models] = positionals;
    if (provider === undefined || models.length === 0) {
      throw new UsageError('a provider and a model are missing; give both, such as "genspan prices openai gpt-5".');
    }
    if (values.tier === '') throw new UsageError('--tier is empty; give the name of a service tier, such as batch.');
    const { pricesFile } = readSettings(environment, { mode: 'off' }).settings;
    const costs = createCostEstimator({ pricesFile, warn: (sentence) => process.stderr.write(`${sentence}\n`) });
    const query = { provider, serviceTier: values.tier, inputTokens: readCount(values['input-tokens']), startTimeMs: Date.now() };
    const answers = models.map((model) => lookUpPrice(costs, { ...query, model }));
    process.stdout.write(values.json === true ? `${JSON.stringify(answers, undefined, 2)}\n` : formatPrices(answers));
    return answers.every(({ source }) => source !== undefined) ? 0 : 1;
  },
};

function readCount(text: string | undefined): number {
  if (text === undefined) return defaultInputTokens;
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new UsageError('--input-tokens is not a whole number above 0.');
  return Number(text);
}
