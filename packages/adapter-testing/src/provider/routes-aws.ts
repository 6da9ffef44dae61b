/** Routes of Amazon Bedrock: of its models, and of its agents and knowledge bases. */
import { seeded } from '../seeds';
import type { EventFraming } from './event-stream';
import { harnessDirectory, recordedDirectory, type WireRoute } from './wire-route';

const exceptions: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
};

function errorBody(status: number): unknown {
  return { __type: exceptions[status] ?? 'UnknownException', message: seeded.errorMessage };
}

const errorEvent = `data: ${JSON.stringify({ throttlingException: { message: seeded.errorMessage } })}\n\n`;

interface AwsLine {
  readonly method?: 'GET';
  readonly path: RegExp;
  /** Folder of the harness, below the provider's. */
  readonly directory: string;
  /** Folder of the package's own fixtures. */
  readonly recorded: string;
  readonly framing?: EventFraming;
}

const modelLines: readonly AwsLine[] = [
  { path: /\/model\/[^/]+\/converse$/, directory: harnessDirectory('bedrock', 'converse'), recorded: 'converse' },
  {
    path: /\/model\/[^/]+\/converse-stream$/,
    directory: harnessDirectory('bedrock', 'converse'),
    recorded: 'converse',
    framing: 'members',
  },
  { path: /\/model\/[^/]+\/invoke$/, directory: harnessDirectory('anthropic', 'chat'), recorded: 'invoke' },
  {
    path: /\/model\/[^/]+\/invoke-with-response-stream$/,
    directory: harnessDirectory('anthropic', 'chat'),
    recorded: 'invoke',
    framing: 'bytes',
  },
  {
    path: /\/guardrail\/[^/]+\/version\/[^/]+\/apply$/,
    directory: harnessDirectory('bedrock', 'apply-guardrail'),
    recorded: 'apply-guardrail',
  },
  { path: /\/guardrail-checks\/invoke$/, directory: harnessDirectory('bedrock', 'guardrail-checks'), recorded: 'guardrail-checks' },
  { method: 'GET', path: /\/async-invoke$/, directory: harnessDirectory('bedrock', 'async-invoke'), recorded: 'async-invoke' },
];

const agent = (operation: string): string => harnessDirectory('bedrock-agent', operation);

const agentLines: readonly AwsLine[] = [
  { path: /\/agentAliases\/[^/]+\/sessions\/[^/]+\/text$/, directory: agent('invoke-agent'), recorded: 'invoke-agent', framing: 'members' },
  { path: /\/agents\/[^/]+$/, directory: agent('invoke-agent'), recorded: 'invoke-inline-agent', framing: 'members' },
  { path: /\/flows\/[^/]+\/aliases\/[^/]+$/, directory: agent('invoke-flow'), recorded: 'invoke-flow', framing: 'members' },
  { path: /\/knowledgebases\/[^/]+\/retrieve$/, directory: agent('retrieve'), recorded: 'retrieve' },
  { path: /\/retrieveAndGenerate$/, directory: agent('retrieve-and-generate'), recorded: 'retrieve-and-generate' },
  {
    path: /\/retrieveAndGenerateStream$/,
    directory: agent('retrieve-and-generate'),
    recorded: 'retrieve-and-generate',
    framing: 'members',
  },
  { path: /\/rerank$/, directory: agent('rerank'), recorded: 'rerank' },
  { path: /\/sessions\/$/, directory: agent('sessions'), recorded: 'sessions' },
];

export const bedrockAgentRoutes = (): readonly WireRoute[] => routesOf('bedrock-agent', agentLines);
export const bedrockModelRoutes = (): readonly WireRoute[] => routesOf('bedrock', modelLines);

function routesOf(provider: string, lines: readonly AwsLine[]): readonly WireRoute[] {
  return lines.map(({ method = 'POST' as const, path, directory, recorded, framing }): WireRoute => ({
    method,
    path,
    directory,
    recordedDirectory: recordedDirectory(provider, recorded),
    errorBody,
    errorEvent,
    ...(framing !== undefined && { isStream: true, framing }),
  }));
}
