/** All that a client of AWS is put through, for one kind of its commands. */
import type { AwsDialect } from '../aws-dialect';
import type { Scenario } from '../scenario';
import { awsPlainFailures, awsStreamFailures } from './aws-failure';
import { awsPlainScenarios } from './aws-plain';
import { awsStreamScenarios } from './aws-stream';

export function awsScenarios(dialect: AwsDialect): Scenario[] {
  const { name, plain, streamed, versions } = dialect;
  const scenarios = [
    ...(plain === undefined ? [] : [...awsPlainScenarios(dialect), ...awsPlainFailures(dialect)]),
    ...(streamed === undefined ? [] : [...awsStreamScenarios(dialect), ...awsStreamFailures(dialect)]),
  ];
  return scenarios.map((scenario) => ({ ...(versions !== undefined && { versions }), ...scenario, name: `${name}-${scenario.name}` }));
}
