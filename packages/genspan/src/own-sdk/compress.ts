import { promisify } from 'node:util';

/** The module is loaded by the first use, which most processes never have. */
export function compress(body: Uint8Array): Promise<Uint8Array> {
  return promisify(process.getBuiltinModule('node:zlib').gzip)(body);
}
