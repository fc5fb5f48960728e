import { createCipheriv, createDecipheriv } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const segmentBytes = 256 * 1024;
const tagBytes = 16;
const magic = Buffer.from('undersigned file 1\n');

/** No two segments of a key have the same; the last one says so, so that nothing can be cut off. */
function nonceOf(segment: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment, 4);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

function seal(key: Buffer, segment: number, last: boolean, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(segment, last));
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, segment: number, last: boolean, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(segment, last));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const bytes = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  return Buffer.concat([bytes, decipher.final()]);
}

/**
 * Writes pieces into a file that only this key of 32 bytes opens; a key is good for one file. The
 * file has its name only when it is whole and on the disk; what a failure leaves is removed.
 */
export async function writeSealedFile(
  file: string,
  key: Buffer,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.part`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.write(magic);
    let segment = 0;
    let waiting: Uint8Array[] = [];
    let length = 0;
    for await (const piece of pieces) {
      waiting.push(piece);
      length += piece.length;
      // Something always stays for the last segment.
      while (length > segmentBytes) {
        const all = Buffer.concat(waiting);
        await handle.write(seal(key, segment, false, all.subarray(0, segmentBytes)));
        segment += 1;
        waiting = [all.subarray(segmentBytes)];
        length -= segmentBytes;
      }
    }
    await handle.write(seal(key, segment, true, Buffer.concat(waiting)));
    await handle.sync();
    await handle.close();
    await rename(partial, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

/** What was written into such a file, in pieces. Throws where it was changed or cut off. */
export async function* readSealedFile(file: string, key: Buffer): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let at = magic.length;
    const begin = await handle.read(Buffer.alloc(at), 0, at, 0);
    if (!begin.buffer.equals(magic)) throw new Error('no sealed file');
    for (let segment = 0; ; segment += 1) {
      const length = Math.min(segmentBytes + tagBytes, size - at);
      if (length < tagBytes) throw new Error('a sealed file was cut off');
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      if (bytesRead < length) throw new Error('a sealed file was cut off');
      at += length;
      const last = at === size;
      yield unseal(key, segment, last, buffer);
      if (last) return;
    }
  } finally {
    await handle.close();
  }
}
