import { viewOf } from './live-view';

const shout = (value: unknown): unknown => (typeof value === 'string' ? `${value}!` : value);

describe('a view of an object', () => {
  it.each([
    ['plain', { text: 'a', count: 1 }],
    ['frozen', Object.freeze({ text: 'a', count: 1 })],
    ['with a fixed property', Object.defineProperty({ count: 1 }, 'text', { value: 'a', enumerable: true })],
  ])('shows what is made of its values (%s)', (_, object) => {
    const view = viewOf(object, shout) as { text: string; count: number };
    expect([view.text, view.count, { ...view }.text, Object.keys(view)]).toEqual(['a!', 1, 'a!', Object.keys(object)]);
    expect((object as { text: string }).text).toBe('a');
  });

  it('shows what is added, changed and taken away later', () => {
    const object: Record<string, string> = { a: 'a' };
    const view = viewOf(object, shout);
    object.b = 'b';
    object.a = 'c';
    expect(view).toEqual({ a: 'c!', b: 'b!' });
    delete object.a;
    expect('a' in view).toBe(false);
  });

  it('hands on what is written, and refuses what the object refuses', () => {
    const object = { text: 'a' };
    const view = viewOf(object, shout) as typeof object;
    view.text = 'b';
    expect([object.text, view.text]).toEqual(['b', 'b!']);
    const frozen = viewOf(Object.freeze({ text: 'a' }), shout) as typeof object;
    expect(() => {
      frozen.text = 'b';
    }).toThrow(TypeError);
  });

  it('runs getters and setters on the object, with its private fields, once for each reading', () => {
    let readCount = 0;
    class Owner {
      #text = 'a';
      get text(): string {
        readCount++;
        return this.#text;
      }
      set text(text: string) {
        this.#text = text;
      }
    }
    const view = viewOf(new Owner(), shout) as Owner;
    view.text = 'b';
    expect([view.text, readCount, view instanceof Owner]).toEqual(['b!', 1, true]);
  });

  it('makes of one value one thing', () => {
    const view = viewOf({ part: {} }, (value) => ({ value })) as { part: object };
    expect(view.part).toBe(view.part);
  });

  it('shows an object that is frozen later as it is', () => {
    const object = { text: 'a' };
    const view = viewOf(object, shout) as typeof object;
    Object.freeze(object);
    expect(view.text).toBe('a');
  });
});
