import { collectGarbage } from '../../test/collect-garbage';
import { Implementations } from './implementations';
import { patchMethods } from './patch-methods';
import type { Method } from './patch-registry';

const shout =
  (original: Method): Method =>
  (...args) =>
    `${String(original(...args))}!`;

class Base {
  run(): unknown {
    return this.work();
  }
  work(): unknown {
    return 'base';
  }
}
const makeClass = () =>
  class Derived extends Base {
    override work(): unknown {
      return 'derived';
    }
  };

let undos: (() => void)[];
beforeEach(() => {
  const implementations = new Implementations(Base.prototype, { work: shout });
  undos = [implementations.undo, patchMethods(Base.prototype, { run: (original) => implementations.enter(original) })];
});
const undoAll = (): void => undos.splice(0).forEach((undo) => undo());
afterEach(undoAll);

describe('implementations of a base class', () => {
  it('are patched where they are defined, once, when an instance first enters the base class', () => {
    const Derived = makeClass();
    class Further extends Derived {}
    expect(new Derived().work()).toBe('derived');
    expect([new Further().run(), new Derived().run(), new Further().run()]).toEqual(['derived!', 'derived!', 'derived!']);
    expect(Object.hasOwn(Further.prototype, 'work')).toBe(false);
  });

  it('of each class in a chain are patched', () => {
    class Outer extends makeClass() {
      override work(): unknown {
        return `outer ${String(super.work())}`;
      }
    }
    const inner = new (Object.getPrototypeOf(Outer) as new () => Base)();
    expect([new Outer().run(), inner.run()]).toEqual(['outer derived!', 'derived!']);
  });

  it('that the base class has itself stay as they are', () => {
    class Plain extends Base {}
    expect(new Plain().run()).toBe('base');
  });

  it('that the application has put on an instance, or frozen, stay as they are', () => {
    const instance = Object.assign(new (makeClass())(), { work: () => 'own' });
    const Frozen = makeClass();
    Object.freeze(Frozen.prototype);
    expect([instance.run(), new Frozen().run()]).toEqual(['own', 'derived']);
  });

  it('are as they were after the undo', () => {
    const Derived = makeClass();
    const before = Object.getOwnPropertyDescriptors(Derived.prototype);
    new Derived().run();
    undoAll();
    expect(Object.getOwnPropertyDescriptors(Derived.prototype)).toEqual(before);
    expect(new Derived().run()).toBe('derived');
  });

  it('do not keep a class that the application drops', async () => {
    const dropped = (() => {
      const Derived = makeClass();
      expect(new Derived().run()).toBe('derived!');
      return new WeakRef(Derived);
    })();
    await collectGarbage();
    expect(dropped.deref()).toBeUndefined();
  });

  it('do not stop what enters by something that is no instance', () => {
    const trapped = new Proxy({}, { getPrototypeOf: () => new Error('no prototype') as never });
    const enter = Base.prototype.run as (this: unknown) => unknown;
    expect(() => enter.call(undefined)).toThrow(TypeError);
    expect(enter.call(Object.assign(Object.create(null) as object, { work: () => 'bare' }))).toBe('bare');
    expect(enter.call(Object.assign(trapped, { work: () => 'trapped' }))).toBe('trapped');
  });
});
