import { readFileSync } from 'node:fs';
import { asArray, asNumber, asRecord, asString, type JsonRecord } from '../json';
import type { PriceEntry, TokenPrices } from './price-entry';

export interface PriceFileReading {
  readonly entries: readonly PriceEntry[];
  /** One sentence each; what is wrong is left out, the rest is used. Nothing of the file is quoted: it may be the wrong one. */
  readonly problems: readonly string[];
}

const priceNames: readonly string[] = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite',
  'cacheWriteOneHour',
  'audioInput',
  'audioOutput',
  'imageInput',
  'imageOutput',
] satisfies readonly (keyof TokenPrices)[];
const entryNames: readonly string[] = [
  'provider',
  'model',
  'serviceTier',
  'aboveInputTokens',
  'usdPerMillionTokens',
] satisfies readonly (keyof PriceEntry)[];

/** Reads the file of `GENSPAN_PRICES`, whose format is in docs/cost.md. Never throws. */
export function readPriceFile(path: string): PriceFileReading {
  const file = `genspan: the price file ${path} (GENSPAN_PRICES)`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = asString(asRecord(error)?.code) ?? 'unknown error';
    return { entries: [], problems: [`${file} cannot be read (${code}); give the path of a readable file.`] };
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { entries: [], problems: [`${file} is not valid JSON; none of its prices are used.`] };
  }
  const models = asArray(asRecord(content)?.models);
  if (models === undefined) {
    return { entries: [], problems: [`${file} has no list "models" at its top; none of its prices are used.`] };
  }
  const problems: string[] = [];
  const entries = models.filter((entry, index): entry is PriceEntry => {
    const problem = findProblem(entry);
    if (problem !== undefined) problems.push(`${file}: models[${index}] ${problem}; the entry is left out.`);
    return problem === undefined;
  });
  return { entries, problems };
}

function findProblem(value: unknown): string | undefined {
  const entry = asRecord(value);
  if (entry === undefined) return 'is not an object';
  const unknown = unknownName(entry, entryNames);
  if (unknown !== undefined) return unknown;
  if (!isText(entry.model)) return 'needs a model id as "model"';
  if (entry.provider !== undefined && !isText(entry.provider)) return 'has a "provider" that is not a provider name, such as "openai"';
  if (entry.serviceTier !== undefined && !isText(entry.serviceTier)) return 'has a "serviceTier" that is not a name, such as "priority"';
  if (entry.aboveInputTokens !== undefined && !isAmount(entry.aboveInputTokens))
    return 'has an "aboveInputTokens" that is not a number from 0 on';
  const prices = asRecord(entry.usdPerMillionTokens);
  return prices === undefined ? 'needs an object "usdPerMillionTokens" with the prices' : findPriceProblem(prices);
}

function findPriceProblem(prices: JsonRecord): string | undefined {
  const unknown = unknownName(prices, priceNames);
  if (unknown !== undefined) return unknown;
  const wrong = priceNames.find((name) => prices[name] !== undefined && !isAmount(prices[name]));
  if (wrong !== undefined) return `has a price "${wrong}" that is not a number from 0 on`;
  if (prices.input === undefined) return 'needs a price "input"';
  if (prices.cacheWriteOneHour !== undefined && prices.cacheWrite === undefined)
    return 'has a price "cacheWriteOneHour" and needs "cacheWrite" too';
  if (prices.audioOutput !== undefined && prices.output === undefined) return 'has a price "audioOutput" and needs "output" too';
  if (prices.imageOutput !== undefined && prices.output === undefined) return 'has a price "imageOutput" and needs "output" too';
  return undefined;
}

function unknownName(record: JsonRecord, names: readonly string[]): string | undefined {
  return Object.keys(record).every((name) => names.includes(name)) ? undefined : `has a name other than ${names.join(', ')}`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isAmount(value: unknown): boolean {
  return (asNumber(value) ?? -1) >= 0;
}
