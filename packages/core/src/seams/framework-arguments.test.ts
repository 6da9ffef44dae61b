import type { Method } from '../patch/patch-registry';
import { followTools, readOnce } from './framework-arguments';

interface Tool {
  description?: string;
  execute?(...args: unknown[]): unknown;
  describe?(): unknown;
}
type Tools = Record<string, Tool>;

let runs: string[];
beforeEach(() => {
  runs = [];
});

function follow(tools: object, options: object = { tools }): Tools {
  const wrap = (original: Method, name: string): Method =>
    function wrapped(...args) {
      runs.push(name);
      return original.apply(this, args);
    };
  const [followed] = followTools([options, 'other'], 'tools', tools as Tools, 'execute', wrap) as [{ tools: Tools }];
  return followed.tools;
}

class Weather {
  readonly #city = 'Rome';
  readonly kind = 'forecast';
  get description(): string {
    return `weather of ${this.#city}`;
  }
  describe(): string {
    return this.description;
  }
  execute(): string {
    return this.#city;
  }
}

describe('the tools that a function is given', () => {
  it.each([
    ['plain', (tool: object) => tool],
    ['frozen', (tool: object) => Object.freeze(tool)],
    ['of a class', (tool: object) => Object.assign(Object.create({ inherited: true }) as object, tool)],
  ])('run on the application’s own, which stay as they are (%s)', (_, make) => {
    const execute = function execute(this: unknown): unknown {
      return this;
    };
    const weather = make({ city: 'Rome', execute }) as Tool;
    const options = Object.freeze({ tools: Object.freeze({ weather, ask: { description: 'no execute' } }) });
    const before = Object.getOwnPropertyDescriptors(weather);
    const tools = follow(options.tools, options);
    expect(tools.weather?.execute?.()).toBe(weather);
    expect(runs).toEqual(['weather']);
    expect(tools.ask).toEqual({ description: 'no execute' });
    expect({ ...tools.weather, execute }).toEqual({ city: 'Rome', execute });
    expect(Object.getOwnPropertyDescriptors(weather)).toEqual(before);
  });

  it('hold those that the application adds while they run, and lose those that it takes away', () => {
    const own: Tools = { first: { execute: () => Object.assign(own, { second: { execute: () => 'second result' } }) } };
    const tools = follow(own);
    tools.first?.execute?.();
    expect(tools.second?.execute?.()).toBe('second result');
    delete own.first;
    expect(Object.keys(tools)).toEqual(['second']);
    expect(runs).toEqual(['first', 'second']);
  });

  it('have one state, whichever of their methods changes it', () => {
    const own = {
      callCount: 0,
      description: 'before',
      execute() {
        this.callCount++;
        own.description = 'after';
      },
      describe() {
        return `called ${this.callCount} times`;
      },
    };
    const { tool } = follow({ tool: own });
    tool?.execute?.();
    expect([tool?.describe?.(), tool?.description]).toEqual(['called 1 times', 'after']);
    own.execute = () => {};
    tool?.execute?.();
    expect([own.callCount, runs]).toEqual([1, ['tool', 'tool']]);
  });

  it('of a class have their private fields, and the same methods at each reading', () => {
    const { weather } = follow({ weather: new Weather() });
    expect([weather?.execute?.(), weather?.describe?.(), weather?.description]).toEqual(['Rome', 'weather of Rome', 'weather of Rome']);
    expect([weather instanceof Weather, Object.keys(weather ?? {})]).toEqual([true, ['kind']]);
    expect(weather?.describe).toBe(weather?.describe);
    expect(weather?.constructor).toBe(Weather);
  });

  it('are told by each of the names that one of them has', () => {
    const tool = { execute: () => 'result' };
    const { a, b } = follow({ a: tool, b: tool });
    a?.execute?.();
    b?.execute?.();
    expect(runs).toEqual(['a', 'b']);
  });

  it('keep what the application has put on their functions, and functions that are no methods', () => {
    const schema = (): void => {};
    const execute = Object.assign(function execute() {}, { calls: [] });
    const { tool } = follow({ tool: { execute, schema } }) as { tool: { execute: typeof execute; schema: unknown } };
    expect([tool.execute.calls, tool.execute.name, tool.schema]).toEqual([execute.calls, 'execute', schema]);
  });

  it('are read when the function reads them', () => {
    let readCount = 0;
    const tools = follow({
      get tool() {
        readCount++;
        return { execute: () => 'result' };
      },
    });
    expect(readCount).toBe(0);
    expect([tools.tool?.execute?.(), readCount]).toEqual(['result', 1]);
  });
});

describe('readOnce', () => {
  it('hands over the values of getters, and arguments without any as they are', () => {
    const plain = [{ prompt: 'text' }, 'other'];
    expect(readOnce(plain)).toBe(plain);
    let readCount = 0;
    const [options] = readOnce([
      {
        get count() {
          return ++readCount;
        },
      },
    ]) as [{ count: number }];
    expect([options.count, options.count]).toEqual([1, 1]);
  });

  it('passes on what nobody should call it with', () => {
    for (const args of [[], [undefined], [null], [7], ['text'], [[1]]]) expect(readOnce(args)).toBe(args);
  });
});
