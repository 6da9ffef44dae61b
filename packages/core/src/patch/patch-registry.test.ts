import { applyPatch, undoAll } from './patch-registry';

class Greeter {
  greet(name: string): string {
    return `hello ${name}`;
  }
}
const greet = (greeter: { greet(name: string): string } = new Greeter()): string => greeter.greet('you');
const shout = (original: (this: unknown, ...args: unknown[]) => unknown) =>
  function (this: unknown, ...args: unknown[]) {
    return `${String(original.apply(this, args))}!`;
  };

describe('applyPatch', () => {
  it('keeps name, length and descriptor flags of the method', () => {
    const before = Object.getOwnPropertyDescriptor(Greeter.prototype, 'greet');
    const undo = applyPatch(Greeter.prototype, 'greet', shout);
    const after = Object.getOwnPropertyDescriptor(Greeter.prototype, 'greet');
    expect([Greeter.prototype.greet.name, Greeter.prototype.greet.length]).toEqual(['greet', 1]);
    expect({ ...after, value: null }).toEqual({ ...before, value: null });
    undo();
    expect(Object.getOwnPropertyDescriptor(Greeter.prototype, 'greet')).toEqual(before);
  });

  it('stacks on an earlier wrapper, and stays inside a later one', () => {
    const original = Greeter.prototype.greet;
    Greeter.prototype.greet = (name) => `(${original(name)})`;
    const undo = applyPatch(Greeter.prototype, 'greet', shout);
    const ours = Greeter.prototype.greet;
    Greeter.prototype.greet = (name) => `[${ours(name)}]`;
    expect(greet()).toBe('[(hello you)!]');
    undo();
    expect(greet()).toBe('[(hello you)]');
    Greeter.prototype.greet = original;
  });

  it('leaves no own property behind where the method was inherited', () => {
    class Child extends Greeter {}
    const undo = applyPatch(Child.prototype, 'greet', shout);
    expect([greet(new Child()), greet()]).toEqual(['hello you!', 'hello you']);
    undo();
    expect(Object.hasOwn(Child.prototype, 'greet')).toBe(false);
  });

  it('calls what is inherited at the time of the call: the base class may be wrapped later', () => {
    class Base {
      greet(name: string): string {
        return `hello ${name}`;
      }
    }
    class Child extends Base {}
    const undo = applyPatch(Child.prototype, 'greet', shout);
    Base.prototype.greet = (name) => `good morning ${name}`;
    expect([new Child().greet('you'), undo(), new Child().greet('you')]).toEqual(['good morning you!', undefined, 'good morning you']);
  });

  it('shows an inherited method in enumerations as it was shown before', () => {
    const isShown = (object: object): boolean => Object.getOwnPropertyDescriptor(object, 'emit')?.enumerable ?? false;
    const owner = Object.create({ emit: () => 'emitted' }) as { emit(): string };
    const undo = applyPatch(owner, 'emit', shout);
    expect([isShown(owner), owner.emit()]).toEqual([true, 'emitted!']);
    undo();
  });

  it('refuses what is no function', () => {
    expect(() => applyPatch({ greet: 1 }, 'greet', shout)).toThrow('greet is not a function');
  });
});

describe('undoAll', () => {
  it('undoes in reverse order, each even when another throws', () => {
    const order: number[] = [];
    const failing = (): void => {
      order.push(2);
      throw new Error('frozen');
    };
    undoAll([() => order.push(1), failing, () => order.push(3)]);
    expect(order).toEqual([3, 2, 1]);
  });
});
