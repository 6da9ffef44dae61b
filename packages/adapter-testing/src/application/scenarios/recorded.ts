/** Every fixture of a provider package, sent through the real SDK, plain and streamed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedDirectory } from '../../provider/wire-route';
import { readAll, settle } from '../observe';
import type { Scenario, Scene } from '../scenario';
import { invoke, openStream } from '../sdk';

export interface RecordedOperation {
  /** Folder under `fixtures`. */
  readonly operation: string;
  /** Value of `gen_ai.operation.name`, or that of each fixture. */
  readonly operationName: string | ((fixture: string) => string);
  /** Where the SDK has it. */
  readonly method: string;
  readonly versions?: string;
  /** Where the SDK streams it. @default as `versions` */
  readonly streamVersions?: string;
  /** What a request needs beside its fixture: a file. @default nothing */
  more?(scene: Scene): Promise<object>;
  /** How the SDK is called, where that is not `method(request)`; `stream: true` stands in the request. */
  send?(client: object, request: Readonly<Record<string, unknown>>, scene: Scene): PromiseLike<unknown>;
}

/** Of every SDK that speaks OpenAI's chat. */
export const recordedChat: RecordedOperation = { operation: 'chat', operationName: 'chat', method: 'chat.completions.create' };

/** `facts` is the content of `<case>.facts.json`: what the span must say. */
export interface RecordedScenario extends Scenario {
  readonly facts: RecordedFacts;
  readonly fixture: string;
}

export interface RecordedFacts {
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>> & { readonly failure?: { readonly type: string } };
}

export function recordedScenarios(
  provider: string,
  { operation, operationName, method, versions, streamVersions = versions, more, send: sendRequest }: RecordedOperation,
): RecordedScenario[] {
  const directory = recordedDirectory(provider, operation);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).flatMap((file) => /^(.*)\.request\.json$/.exec(file)?.[1] ?? []);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  return names.flatMap((name) => {
    const request = read(`${name}.request.json`) as Record<string, unknown>;
    const facts = read(`${name}.facts.json`) as RecordedFacts;
    const { failure } = facts.response;
    const outcome = failure === undefined ? ('completed' as const) : ('failed' as const);
    const { agentName } = facts.request;
    const operationOfCase = typeof operationName === 'string' ? operationName : operationName(name);
    const call = { operation: operationOfCase, outcome, ...(typeof agentName === 'string' && { target: agentName }) };
    const common = { cases: `recorded-${name}`, facts, fixture: `${operation}/${name}`, ...(versions !== undefined && { versions }) };
    const { stream: _stream, ...plain } = request;
    const send = async (scene: Scene, body: object): Promise<unknown> => {
      const sent = { ...body, ...(await more?.(scene)), model: scene.model };
      return sendRequest === undefined ? invoke(scene.client(), method, sent) : sendRequest(scene.client(), sent, scene);
    };
    const scenarios: RecordedScenario[] = [];
    if (existsSync(join(directory, `${name}.json`))) {
      scenarios.push({
        ...common,
        name: `recorded-${operation}-${name}`,
        calls: [call],
        run: (scene) => settle(() => send(scene, withoutStreamOptions(plain))),
      });
    }
    if (existsSync(join(directory, `${name}.sse`))) {
      scenarios.push({
        ...common,
        ...(streamVersions !== undefined && { versions: streamVersions }),
        name: `recorded-${operation}-${name}-streamed`,
        calls: [{ ...call, stream: true }],
        run: async (scene) => readAll(await openStream(send(scene, { ...plain, stream: true }))),
      });
    }
    return scenarios;
  });
}

function withoutStreamOptions(request: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { stream_options: _options, ...rest } = request;
  return rest;
}

export function isRecorded(scenario: Scenario): scenario is RecordedScenario {
  return 'facts' in scenario;
}
