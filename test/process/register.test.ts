import { bedrockRoutes, vertexRoutes } from '../../packages/adapter-testing/src/provider/wire-route';
import { coreCases, expectEachCallOnce, furtherCases, required, typeStrippingCases } from './applications/register-cases';
import { childTimeoutMs, runBetween, sdkDirectory } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const cases = [...coreCases, ...furtherCases, ...typeStrippingCases];

test.concurrent.each(cases)('each call is one span: $name', (registerCase) => expectEachCallOnce(registerCase));

test.concurrent.each(['platforms.cjs', 'platforms.mjs'])(
  'each call is one span: clients of other packages, which extend one of the SDK, %s',
  async (script) => {
    const { exitCode, stdout, stderr, collector, requests } = await runBetween({
      application: 'register',
      flags: required,
      script,
      routes: [...bedrockRoutes(), ...vertexRoutes()],
      packages: {
        '@anthropic-ai/bedrock-sdk': sdkDirectory('@anthropic-ai/bedrock-sdk'),
        '@anthropic-ai/vertex-sdk': sdkDirectory('@anthropic-ai/vertex-sdk'),
      },
    });
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: 'message\nmessage\n', stderr: '' });
    expect(requests).toHaveLength(2);
    const providers = collector.spans().map(({ attributes }) => attributes['gen_ai.provider.name']);
    expect(providers.toSorted()).toEqual(['aws.bedrock', 'gcp.vertex_ai']);
  },
);
