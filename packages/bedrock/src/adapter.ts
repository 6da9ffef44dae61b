import type { CommandAdapter, CommandTarget, Operation } from '@genspan/core/adapter';
import { bedrockConverse } from '@genspan/wire-formats/bedrock-converse';
import { applyGuardrail, invokeGuardrailChecks } from './guardrail';
import { invokeModel } from './invoke-model';
import { modelFamilies } from './model-families';

/** Without its stream: a plain answer has none. */
const { stream, ...plainConverse } = bedrockConverse;

const converse: Operation<CommandTarget> = { ...plainConverse, target: { command: 'ConverseCommand' } };

const converseStream = {
  ...plainConverse,
  target: { command: 'ConverseStreamCommand' },
  describeRequest: (request) => ({ ...plainConverse.describeRequest(request), stream: true }),
  stream,
} as Operation<CommandTarget>;

const requestPath = /\/model\/[^/]+\/[a-z-]+$|\/guardrail\/[^/]+\/version\/[^/]+\/apply$|\/guardrail-checks\/invoke$/;

/** Adapter of `@aws-sdk/client-bedrock-runtime`: models of all makers, through Bedrock's own format and through theirs. */
export const bedrockAdapter: CommandAdapter = {
  provider: 'aws.bedrock',
  module: { name: '@aws-sdk/client-bedrock-runtime', versions: '>=3.422.0 <4.0.0' },
  seam: { kind: 'command', clientExport: 'BedrockRuntimeClient', requestPath },
  providerOf: () => 'aws.bedrock',
  operations: [converse, converseStream, ...modelFamilies.flatMap(invokeModel), applyGuardrail, invokeGuardrailChecks],
};
