/**
 * Fixtures of an adapter's pure functions, `<folder>/<case>.*`:
 *
 *   .request.json   the body of the request (the query, where the method is GET)
 *   .json           the body of the plain answer
 *   .sse            the streamed answer, byte for byte
 *   .facts.json     what must be read from them: `{ request, prompt, input, response, output }`
 *
 * Plain and streamed answer of one case are described by one file: they must give equal facts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MappingCase {
  readonly folder: string;
  readonly name: string;
  readonly request: unknown;
  readonly plain: unknown;
  readonly chunks: readonly unknown[] | undefined;
  readonly facts: unknown;
}

/** As much of an operation of the adapter contract as a case needs. */
export interface MappedOperation {
  readonly target: { readonly route: string };
  describeRequest(request: { method: string; path: string; query: Readonly<Record<string, unknown>>; body: unknown }): unknown;
  describePrompt?(body: unknown): unknown;
  describeInput?(body: unknown): unknown;
  describeResponse(response: unknown): unknown;
  describeOutput?(response: unknown): unknown;
  readonly stream?: {
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
    facts: readJson(factsSuffix),
  };
}

/** The JSON of each event's `data`, up to `[DONE]`. */
function parseEvents(content: string): unknown[] {
  const data = content.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
  return data.filter((text) => text !== '[DONE]').map((text) => JSON.parse(text) as unknown);
}

export interface MappingFacts {
  readonly request: unknown;
  readonly prompt: unknown;
  readonly input: unknown;
  readonly response: unknown;
  readonly output: unknown;
}

/**
 * What an operation reads from a case, once for each form of the answer there is: plain, streamed, and streamed to an
 * application that spoils each chunk after it was read. Everything else is frozen, so that a change of it throws.
 */
export function describeCase(operation: MappedOperation, mappingCase: MappingCase): MappingFacts[] {
  const { plain, chunks } = mappingCase;
  const answers: unknown[] = plain === undefined ? [] : [plain];
  if (chunks !== undefined) answers.push(assembleFrozen(operation, chunks), assembleSpoilt(operation, chunks));
  return answers.map((answer) => {
    deepFreeze(answer);
    return asJson({
      ...describeCaseRequest(operation, mappingCase),
      response: operation.describeResponse(answer),
      output: operation.describeOutput?.(answer),
    });
  });
}

export function describeCaseRequest(operation: MappedOperation, { request }: MappingCase): Omit<MappingFacts, 'response' | 'output'> {
  const [method = '', path = ''] = operation.target.route.replace('{}', 'id_1').split(' ');
  deepFreeze(request);
  const body = method === 'GET' ? undefined : request;
  const query = method === 'GET' ? { ...(request as object | undefined) } : {};
  return asJson({
    request: operation.describeRequest({ method, path, query, body }),
    prompt: operation.describePrompt?.(body),
    input: operation.describeInput?.(body),
  });
}

function assembleFrozen({ stream }: MappedOperation, chunks: readonly unknown[]): unknown {
  const state = stream?.initial();
  for (const chunk of chunks) stream?.add(state, deepFreeze(structuredClone(chunk)));
  return stream?.assemble(state);
}

function assembleSpoilt({ stream }: MappedOperation, chunks: readonly unknown[]): unknown {
  const state = stream?.initial();
  for (const chunk of chunks) {
    const own = structuredClone(chunk);
    stream?.add(state, own);
    spoil(own);
  }
  return stream?.assemble(state);
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    spoil(Reflect.get(value, key));
    Reflect.set(value, key, 'spoilt');
  }
}

/** Without the fields that are `undefined`. */
function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
