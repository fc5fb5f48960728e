// @ts-check
// Plain JavaScript, because a thread runs it without what loads TypeScript (bin/unseal.js).
import { createDecipheriv } from 'node:crypto';

export const ivBytes = 12;
const tagBytes = 16;
const nothing = Buffer.from('null');

/**
 * What was sealed: key id length (1 byte), key id, IV (12), tag (16), ciphertext. Throws for a key
 * that is not there, and for what was changed or is bound to another context.
 * @param {ReadonlyMap<string, import('node:crypto').KeyObject>} keys
 * @param {Buffer} sealed
 * @param {Uint8Array} context
 * @returns {Buffer}
 */
export function openSeal(keys, sealed, context) {
  const idEnd = 1 + (sealed[0] ?? 0);
  const key = keys.get(sealed.toString('latin1', 1, idEnd));
  if (!key) throw new Error('sealed with a key that is not in the secrets file');
  const ivEnd = idEnd + ivBytes;
  const tagEnd = ivEnd + tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(idEnd, ivEnd), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(ivEnd, tagEnd));
  const bytes = decipher.update(sealed.subarray(tagEnd));
  // Throws for what was changed; with GCM all bytes have come before.
  decipher.final();
  return bytes;
}

/**
 * Makes what writes many sealed JSON values, taken one after the other, as one JSON array in UTF-8,
 * `null` where there is no seal. It throws as for a single one; what it gives is good until the next.
 * @param {ReadonlyMap<string, import('node:crypto').KeyObject>} keys
 * @returns {(many: { scope: string, bytes: Uint8Array, places: Uint32Array }) => Uint8Array}
 */
export function createSealsOpener(keys) {
  let out = new Uint8Array(0);
  return function openSeals({ scope, bytes, places }) {
    // A value is shorter than its seal by more than a comma; where there is none it is five bytes.
    const most = bytes.byteLength + 2 * places.length + 2;
    if (out.length < most) out = new Uint8Array(most);
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const prefix = Buffer.from(scope);
    let end = 0;
    out[end++] = 0x5b;
    for (let at = 0; at < places.length; at += 4) {
      if (at > 0) out[end++] = 0x2c;
      const [idFrom, idTo, from = 0, to = 0] = places.subarray(at, at + 4);
      const context = Buffer.concat([prefix, source.subarray(idFrom, idTo)]);
      const value = to === 0 ? nothing : openSeal(keys, source.subarray(from, to), context);
      out.set(value, end);
      end += value.length;
    }
    out[end++] = 0x5d;
    return out.subarray(0, end);
  };
}
