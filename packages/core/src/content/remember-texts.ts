const maxTexts = 64;
/** Longer texts are not held for it. */
const maxCharacters = 65_536;

/**
 * The same function, which remembers what it gave for the last few texts. To look up a text that the application holds in one piece takes a
 * fraction of its digest, however long it is: the engine keeps the hash of a string with it.
 */
export function rememberTexts(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const made = make(text);
    if (text.length > maxCharacters) return made;
    if (known.size >= maxTexts) known.clear();
    known.set(text, made);
    return made;
  };
}
