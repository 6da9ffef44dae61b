/**
 * `key=value,key=value`, percent-encoded, as `OTEL_RESOURCE_ATTRIBUTES` has them. As the specification asks, one entry that is wrong discards
 * all: `undefined`.
 */
export function parseResourceAttributes(text: string): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  for (const entry of text.split(',').filter((part) => part.trim() !== '')) {
    const equals = entry.indexOf('=');
    const key = entry.slice(0, Math.max(equals, 0)).trim();
    if (key === '') return undefined;
    try {
      attributes[decodeURIComponent(key)] = decodeURIComponent(entry.slice(equals + 1).trim());
    } catch {
      return undefined;
    }
  }
  return attributes;
}
