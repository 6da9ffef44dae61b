import { patchMethods } from './patch-methods';

const owner = (): { greet(): string; leave(): string } => ({ greet: () => 'hello', leave: () => 'bye' });
const shout = (original: (this: unknown) => unknown) =>
  function (this: unknown) {
    return `${String(original.call(this))}!`;
  };

describe('patchMethods', () => {
  it('replaces every method and gives each back', () => {
    const person = owner();
    const undo = patchMethods(person, { greet: shout, leave: shout });
    expect([person.greet(), person.leave()]).toEqual(['hello!', 'bye!']);
    undo();
    expect([person.greet(), person.leave()]).toEqual(['hello', 'bye']);
  });

  it('does nothing to an object that is patched already, and neither does its undo', () => {
    const person = owner();
    const undo = patchMethods(person, { greet: shout });
    patchMethods(person, { greet: shout })();
    expect(person.greet()).toBe('hello!');
    undo();
    patchMethods(person, { greet: shout });
    expect(person.greet()).toBe('hello!');
  });

  it('replaces nothing where one method is missing', () => {
    const person = owner();
    expect(() => patchMethods(person, { greet: shout, sing: shout })).toThrow('sing is not a function');
    expect(person.greet()).toBe('hello');
  });
});
