import fs from 'node:fs';
import { processState } from '@genspan/core/process-state';
import type { ModuleHookOptions } from '@genspan/core/module-hook';
import { startGenspan } from './start-genspan';

/** Hooks see nothing of what jest loads: the load of a module is told by the test. */
let mockHooks: ModuleHookOptions | undefined;
let mockStarts = 0;
let mockHooksFail = false;
jest.mock('@genspan/core/module-hook', () => ({
  hookModules: (options: ModuleHookOptions) => {
    if (mockHooksFail) throw new Error('a runtime without hooks');
    mockHooks = options;
  },
}));
jest.mock('./observation', () => ({
  Observation: function Observation() {
    mockStarts++;
    throw Object.assign(new Error('the value of a variable'), { code: 'MODULE_NOT_FOUND' });
  },
}));

/** As the hook does it. */
function load(name: string): void {
  const { listeners = [], onError } = mockHooks ?? {};
  try {
    listeners.find((listener) => listener.name === name)?.onLoad({ name, exports: {}, format: 'commonjs' });
  } catch (error) {
    onError?.(error, name);
  }
}

describe('startGenspan', () => {
  it('says once, without the message of the error, that it cannot start, and does not try again', async () => {
    const stderr = jest.spyOn(fs, 'writeSync').mockReturnValue(0);
    startGenspan();
    load('openai');
    load('@anthropic-ai/sdk');
    const told = stderr.mock.calls.map(([, text]) => text);
    stderr.mockRestore();
    expect(told).toEqual([expect.stringMatching(/^genspan: it cannot start \(MODULE_NOT_FOUND\); the application is not affected\./)]);
    expect(told.join('')).not.toContain('the value of a variable');
    expect(mockStarts).toBe(1);
    await expect(processState().distribution?.flush(1)).resolves.toBeUndefined();
  });

  it('hooks nothing a second time', () => {
    const first = mockHooks;
    startGenspan();
    expect(mockHooks).toBe(first);
  });

  it('lets the application start where the hooks cannot be set', () => {
    delete processState().distribution;
    const stderr = jest.spyOn(fs, 'writeSync').mockReturnValue(0);
    mockHooksFail = true;
    expect(() => startGenspan()).not.toThrow();
    const told = stderr.mock.calls.map(([, text]) => text);
    stderr.mockRestore();
    expect(told).toEqual([expect.stringMatching(/^genspan: it cannot start \(Error\)/)]);
  });
});
