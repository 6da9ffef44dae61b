import { readSettings } from './settings';

const read = (environment: Record<string, string>) => readSettings(environment, { mode: 'redacted' });

describe('readSettings', () => {
  it('has a default for everything, and no warning', () => {
    expect(read({})).toEqual({
      settings: {
        disabled: false,
        capture: {
          mode: 'redacted',
          onSpan: true,
          onEvent: false,
          hashKey: undefined,
          maxPartCharacters: 65_536,
          maxCallCharacters: 262_144,
        },
        log: { to: 'off' },
        metrics: 'current',
        chunkMetric: false,
        pricesFile: undefined,
        redactionFile: undefined,
        providerMap: new Map(),
        baggageHosts: [],
        mcpContext: true,
        compat: [],
        feedbackKeys: [],
        feedbackSinks: [],
      },
      warnings: [],
    });
  });

  it('takes an empty variable as unset', () => {
    expect(read({ GENSPAN_CONTENT: '', GENSPAN_LOG: ' ', GENSPAN_METRICS: '' })).toEqual(read({}));
  });

  it.each<[string, Record<string, string>, string, boolean, boolean]>([
    ['the mode of genspan', { GENSPAN_CONTENT: 'FULL' }, 'full', true, false],
    ['off by the standard variable', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'false' }, 'off', true, false],
    [
      'off by the standard variable also over full',
      { GENSPAN_CONTENT: 'full', OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'NO_CONTENT' },
      'off',
      true,
      false,
    ],
    [
      'digests where the standard variable says no text',
      { GENSPAN_CONTENT: 'hash', OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'false' },
      'hash',
      true,
      false,
    ],
    ['never raw text by the standard variable', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' }, 'redacted', true, false],
    [
      'off of genspan over the standard variable',
      { GENSPAN_CONTENT: 'off', OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
      'off',
      true,
      false,
    ],
    ['content on events only', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'event_only' }, 'redacted', false, true],
    ['content on both', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_AND_EVENT' }, 'redacted', true, true],
  ])('captures %s', (_name, environment, mode, onSpan, onEvent) => {
    const { settings, warnings } = read(environment);
    expect(settings.capture).toMatchObject({ mode, onSpan, onEvent });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['GENSPAN_CONTENT', 'redcated'],
    ['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', 'yes'],
  ])('takes a misspelt %s for off: it must not send more than was meant', (name, value) => {
    const { settings, warnings } = read({ [name]: value });
    expect(settings.capture.mode).toBe('off');
    expect(warnings).toEqual([expect.stringContaining(name)]);
  });

  it.each([
    ['off', { to: 'off' }],
    ['stdout', { to: 'stdout' }],
    ['stderr', { to: 'stderr' }],
    ['file:/var/log/calls.jsonl', { to: 'file', path: '/var/log/calls.jsonl' }],
  ])('reads the log target %s', (value, log) => {
    expect(read({ GENSPAN_LOG: value }).settings.log).toEqual(log);
  });

  it('reads maps and lists, and tells of the entries that do not fit', () => {
    const { settings, warnings } = read({
      GENSPAN_PROVIDER_MAP: 'Gateway.example=litellm, localhost:8000=vllm, nonsense, a=b=c',
      GENSPAN_BAGGAGE_HOSTS: 'API.example, ,other.example',
    });
    expect([...settings.providerMap]).toEqual([
      ['gateway.example', 'litellm'],
      ['localhost:8000', 'vllm'],
    ]);
    expect(settings.baggageHosts).toEqual(['api.example', 'other.example']);
    expect(warnings).toHaveLength(2);
  });

  it('takes every key for feedback that is long enough, and tells of a short one without quoting it', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(40)];
    expect(read({ GENSPAN_FEEDBACK_KEY: `${first}, ${second}` })).toMatchObject({
      settings: { feedbackKeys: [first, second] },
      warnings: [],
    });
    const { settings, warnings } = read({ GENSPAN_FEEDBACK_KEY: `hunter2,${second}` });
    expect(settings.feedbackKeys).toEqual([second]);
    expect(warnings).toEqual([
      'genspan: GENSPAN_FEEDBACK_KEY has a value that is not understood; ' +
        'expected secrets of at least 32 characters, separated by commas; using those that fit.',
    ]);
    expect(read({ GENSPAN_FEEDBACK_KEY: 'hunter2' }).warnings.join()).toMatch(/tokens for feedback are neither made nor taken\.$/);
  });

  it('takes the profiles of GENSPAN_COMPAT that there are, each once, and tells of the others in one sentence', () => {
    expect(read({ GENSPAN_COMPAT: 'LangSmith, langfuse,langfuse' })).toMatchObject({
      settings: { compat: ['langfuse', 'langsmith'] },
      warnings: [],
    });
    const { settings, warnings } = read({ GENSPAN_COMPAT: 'langfuse,phoenix,secret-key' });
    expect(settings.compat).toEqual(['langfuse']);
    expect(warnings).toEqual([
      'genspan: GENSPAN_COMPAT has a value that is not understood; expected a list of langfuse, openinference, langsmith; using langfuse.',
    ]);
  });

  it.each([
    ['GENSPAN_COMPAT', 'true'],
    ['GENSPAN_LOG', 'file:'],
    ['GENSPAN_LOG', 'syslog'],
    ['GENSPAN_METRICS', 'all'],
    ['GENSPAN_CHUNK_METRIC', '1'],
    ['GENSPAN_MCP_CONTEXT', 'true'],
    ['GENSPAN_CONTENT_MAX_PART_CHARACTERS', '0'],
    ['GENSPAN_CONTENT_MAX_CALL_CHARACTERS', '1e6'],
  ])('replaces %s=%s by the default, with one warning that does not quote it', (name, value) => {
    const { settings, warnings } = read({ [name]: value });
    expect(settings).toEqual(read({}).settings);
    expect(warnings).toEqual([
      expect.stringMatching(new RegExp(`^genspan: ${name} has a value that is not understood; expected .+; using .+\\.$`)),
    ]);
    expect(warnings[0]).not.toContain(`=${value}`);
  });

  it.each([
    ['off', false],
    ['ON', true],
  ])('takes GENSPAN_MCP_CONTEXT=%s', (value, mcpContext) => {
    expect(read({ GENSPAN_MCP_CONTEXT: value })).toMatchObject({ settings: { mcpContext }, warnings: [] });
  });

  it.each([['1', '999999999999']])('takes counts from %s to %s', (least, most) => {
    const { settings, warnings } = read({ GENSPAN_CONTENT_MAX_PART_CHARACTERS: least, GENSPAN_CONTENT_MAX_CALL_CHARACTERS: most });
    expect(settings.capture).toMatchObject({ maxPartCharacters: 1, maxCallCharacters: 999_999_999_999 });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['1', false],
  ])('OTEL_SDK_DISABLED=%s', (value, disabled) => {
    expect(read({ OTEL_SDK_DISABLED: value }).settings.disabled).toBe(disabled);
  });
});
