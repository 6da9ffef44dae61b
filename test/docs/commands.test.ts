import {
  type FakeCollector,
  type FakeProvider,
  openaiRoutes,
  startFakeCollector,
  startFakeProvider,
} from '../../packages/adapter-testing/src';
import { installApplication, removeApplication, runCommand } from './application';
import { documents, root, shellBlocks } from './documents';

const blocks = documents.flatMap(shellBlocks);
const inApplication = blocks.filter(({ mark }) => mark === 'run in application');
const inWorkspace = blocks.filter(({ mark }) => mark === 'run in workspace');

describe('in an application', () => {
  let folder: string;
  let collector: FakeCollector;
  let provider: FakeProvider;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    collector = await startFakeCollector();
    provider = await startFakeProvider(openaiRoutes('openai'));
    environment = {
      ...process.env,
      OPENAI_API_KEY: 'sk-fake',
      OPENAI_BASE_URL: `${provider.origin}/docs/seeded/v1`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    };
    folder = await installApplication(environment);
  }, 300_000);

  afterAll(async () => {
    removeApplication(folder);
    await collector.close();
    await provider.close();
  });

  test.each(inApplication.map(({ place, command }) => [place, command]))('%s: %s', async (_place, command) => {
    const spansBefore = collector.spans().length;
    const result = await runCommand(command, folder, environment);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(collector.spans().length).toBeGreaterThan(spansBefore);
  });
});

describe('in the workspace', () => {
  test.each(inWorkspace.map(({ place, command }) => [place, command]))(
    '%s: %s',
    async (_place, command) => {
      const result = await runCommand(command, root, process.env);
      expect(result.stderr).toBe('');
      expect(result.code).toBe(0);
      expect(result.stdout).not.toBe('');
    },
    300_000,
  );
});
