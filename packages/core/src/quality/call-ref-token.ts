/** A call reference on its way through a browser: opaque, authentic, and of use until it expires. Why: docs/decisions/feedback-tokens.md. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Attributes } from '@opentelemetry/api';
import { asArray, asNumber, asString } from '../json';
import { refAttributes, type CallRef } from './call-ref';

export type OpenedToken = { readonly kind: 'opened'; readonly ref: CallRef } | { readonly kind: 'expired' } | { readonly kind: 'forged' };

const prefix = 'gs1.';
const algorithm = 'aes-256-gcm';
const saltBytes = 16;
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
/** Names of prompts are the longest of it. */
const maxTokenCharacters = 8_192;
const form = /^gs1\.[\w-]+$/;

/** `key`: a secret of at least 32 characters. */
export function sealCallRef({ span, attributes }: CallRef, key: string, expiresAtMs: number): string {
  const fields = [
    Math.ceil(expiresAtMs / 1000),
    span?.traceId ?? null,
    span?.spanId ?? null,
    span?.traceFlags ?? null,
    ...refAttributes.map((name) => attributes[name] ?? null),
  ];
  const salt = randomBytes(saltBytes);
  const cipher = createCipheriv(algorithm, ...deriveKey(key, salt)).setAAD(Buffer.from(prefix));
  const sealed = Buffer.concat([salt, cipher.update(JSON.stringify(fields), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return prefix + sealed.toString('base64url');
}

/** Never throws, whatever `token` is. */
export function openCallRef(token: string, keys: readonly string[], nowMs: number): OpenedToken {
  if (token.length > maxTokenCharacters || !form.test(token)) return { kind: 'forged' };
  const sealed = Buffer.from(token.slice(prefix.length), 'base64url');
  if (sealed.length <= saltBytes + tagBytes) return { kind: 'forged' };
  for (const key of keys) {
    const text = decrypt(sealed, key);
    if (text !== undefined) return read(text, nowMs);
  }
  return { kind: 'forged' };
}

function decrypt(sealed: Buffer, key: string): string | undefined {
  const salt = sealed.subarray(0, saltBytes);
  const text = sealed.subarray(saltBytes, -tagBytes);
  const decipher = createDecipheriv(algorithm, ...deriveKey(key, salt), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(prefix)).setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A key and a nonce of each token's own: random nonces under one key would run out after some 2^32 tokens. */
function deriveKey(key: string, salt: Buffer): [Buffer, Buffer] {
  const derived = Buffer.from(hkdfSync('sha256', key, salt, 'genspan call reference', keyBytes + ivBytes));
  return [derived.subarray(0, keyBytes), derived.subarray(keyBytes)];
}

/** What is authentic may still be of another version of genspan. */
function read(text: string, nowMs: number): OpenedToken {
  const [expiresAt, traceId, spanId, traceFlags, ...values] = asArray(JSON.parse(text)) ?? [];
  const expiresAtSeconds = asNumber(expiresAt);
  if (expiresAtSeconds === undefined) return { kind: 'forged' };
  if (expiresAtSeconds * 1000 <= nowMs) return { kind: 'expired' };
  const attributes: Attributes = {};
  refAttributes.forEach((name, index) => {
    const value = asString(values[index]);
    if (value !== undefined) attributes[name] = value;
  });
  const isSpan = typeof traceId === 'string' && typeof spanId === 'string';
  return { kind: 'opened', ref: { span: isSpan ? { traceId, spanId, traceFlags: asNumber(traceFlags) ?? 0 } : undefined, attributes } };
}
