import { openaiLike, recordingPipeline } from '../../test/recording-pipeline';
import type { StainlessAdapter } from '../adapter';
import type { LoadedModule } from '../patch/module-hook';
import { applyAdapter } from './apply-adapter';

const adapter: StainlessAdapter = { ...openaiLike, module: { name: 'openai', versions: '>=4.20 <8' } };
function load(changes: Partial<LoadedModule> = {}): LoadedModule {
  class OpenAI {
    request(): void {}
    makeRequest(): void {}
  }
  return { name: 'openai', version: '7.0.0', format: 'commonjs', exports: { OpenAI }, ...changes };
}

describe('applyAdapter', () => {
  it.each(['4.20.0', '7.99.0', '7.58.0-beta.1', undefined])('patches version %p', (version) => {
    expect(applyAdapter(load({ version }), adapter, recordingPipeline().pipeline).kind).toBe('patched');
  });

  it.each<[string, Partial<LoadedModule>, string]>([
    ['a version that is too old', { version: '4.19.0' }, 'openai 4.19.0 is outside the tested range >=4.20 <8'],
    ['a version nobody has seen', { version: '8.0.0' }, 'openai 8.0.0 is outside the tested range >=4.20 <8'],
    ['a module without the client', { exports: {} }, 'openai 7.0.0 has no export named OpenAI'],
    [
      'a client of another shape',
      { exports: { OpenAI: function OpenAI() {} } },
      'openai 7.0.0 has another shape than the versions that are tested',
    ],
  ])('leaves %s alone and says so in one sentence', (_name, changes, cause) => {
    const result = applyAdapter(load(changes), adapter, recordingPipeline().pipeline);
    expect(result).toEqual({ kind: 'left_alone', reason: expect.stringContaining(`genspan: ${cause}; its calls are not recorded`) });
  });

  it('leaves a client alone whose methods cannot be replaced, and takes back what was', () => {
    const module = load();
    const { prototype } = module.exports['OpenAI'] as { prototype: object };
    const request = Object.getOwnPropertyDescriptor(prototype, 'request');
    Object.defineProperty(prototype, 'makeRequest', { writable: false, configurable: false });
    expect(applyAdapter(module, adapter, recordingPipeline().pipeline).kind).toBe('left_alone');
    expect(Object.getOwnPropertyDescriptor(prototype, 'request')).toEqual(request);
  });
});
