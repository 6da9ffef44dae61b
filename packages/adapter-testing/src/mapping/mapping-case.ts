/**
 * Fixtures of an adapter's pure functions, `<folder>/<case>.*`:
 *
 *   .request.json   the body of the request (the query, where the method is GET)
 *   .json           the body of the plain answer
 *   .sse            the streamed answer, byte for byte
 *   .facts.json     what must be read from them: `{ request, prompt, input, response, output }`
 *
 * Plain and streamed answer of one case are described by one file: they must give equal facts. A stream that ends before its
 * answer is complete has `"isComplete": false` beside them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MappingCase {
  readonly folder: string;
  readonly name: string;
  readonly request: unknown;
  readonly plain: unknown;
  readonly chunks: readonly unknown[] | undefined;
  readonly facts: MappingFacts;
}

export interface MappingFacts {
  readonly request: unknown;
  readonly prompt?: unknown;
  readonly input?: unknown;
  readonly response?: unknown;
  readonly output?: unknown;
  /** @default true */
  readonly isComplete?: boolean;
}

/** One of these names is there: which, is the seam's. */
export interface MappedTarget {
  readonly route?: string;
  readonly path?: string;
  readonly command?: string;
  readonly event?: string;
  readonly rpcMethod?: string;
  bodyOf?(input: unknown, instance?: unknown, name?: string): unknown;
  accepts?(body: unknown): boolean;
}

/** What an operation is known by in `routes` and in the table of its package's README. */
export function targetName({ route, path, command, event, rpcMethod }: MappedTarget): string {
  return route ?? path ?? command ?? event ?? rpcMethod ?? '';
}

/** As much of an operation of the adapter contract as a case needs. */
export interface MappedOperation {
  readonly target: MappedTarget;
  describeRequest(request: { method?: string; path?: string; query?: Readonly<Record<string, unknown>>; body: unknown }): unknown;
  describePrompt?(body: unknown): unknown;
  describeInput?(body: unknown): unknown;
  describeResponse(response: unknown): unknown;
  describeOutput?(response: unknown): unknown;
  readonly stream?: {
    readonly keepsLastChunk?: true;
    initial(): unknown;
    add(state: unknown, chunk: unknown): void;
    isComplete(state: unknown): boolean;
    assemble(state: unknown): unknown;
  };
}

const factsSuffix = '.facts.json';

export function readMappingCases(directory: string): MappingCase[] {
  return readdirSync(directory).flatMap((folder) => {
    const files = readdirSync(join(directory, folder)).filter((file) => file.endsWith(factsSuffix));
    return files.map((file) => readCase(join(directory, folder), folder, file.slice(0, -factsSuffix.length)));
  });
}

function readCase(directory: string, folder: string, name: string): MappingCase {
  const read = (suffix: string): string | undefined => {
    const path = join(directory, `${name}${suffix}`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const readJson = (suffix: string): unknown => {
    const text = read(suffix);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const events = read('.sse');
  return {
    folder,
    name,
    request: readJson('.request.json'),
    plain: readJson('.json'),
    chunks: events === undefined ? undefined : parseEvents(events),
    facts: readJson(factsSuffix) as MappingFacts,
  };
}

/** The JSON of each event's `data`, up to `[DONE]`. */
function parseEvents(content: string): unknown[] {
  const data = content.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
  return data.filter((text) => text !== '[DONE]').map((text) => JSON.parse(text) as unknown);
}
