import { bedrockModelRoutes } from '../../provider/routes-aws';
import { type AwsDialect, converse, invokeClaude, makeAwsClient } from '../aws-dialect';
import type { Scenario } from '../scenario';
import type { SdkDescription } from '../scenario-set';
import { awsPlainFailures, awsStreamFailures } from '../scenarios/aws-failure';
import { awsPlainScenarios } from '../scenarios/aws-plain';
import { awsStreamScenarios } from '../scenarios/aws-stream';
import { bedrockScenarios } from '../scenarios/bedrock';

export const bedrock: SdkDescription = {
  packageName: '@aws-sdk/client-bedrock-runtime',
  className: 'BedrockRuntimeClient',
  wrappedMethod: 'BedrockRuntimeClient.send',
  provider: 'aws.bedrock',
  createClient: makeAwsClient('BedrockRuntimeClient'),
  baseUrlSuffix: '',
  routes: bedrockModelRoutes(),
  dialects: [],
  recorded: [],
  specific: [...scenariosOf(converse), ...scenariosOf(invokeClaude), ...bedrockScenarios],
};

function scenariosOf(dialect: AwsDialect): Scenario[] {
  const scenarios = [
    ...awsPlainScenarios(dialect),
    ...awsPlainFailures(dialect),
    ...awsStreamScenarios(dialect),
    ...awsStreamFailures(dialect),
  ];
  const { versions } = dialect;
  return scenarios.map((scenario) => ({
    ...(versions !== undefined && { versions }),
    ...scenario,
    name: `${dialect.name}-${scenario.name}`,
  }));
}
