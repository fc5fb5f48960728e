import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { BundledFile } from '~/domain/letters/press';

/** The same moment in every time zone's wall clock, so that the same files give the same bytes. */
const entryTime = new Date(1980, 0, 1);

function entryOf(name: string) {
  const compress = !/\.(pdf|png|woff2)$/.test(name);
  return { mtime: entryTime, mode: 0o100644, compress, forceDosTimestamp: true };
}

/**
 * Files as one ZIP, with `SHA256SUMS.txt` about all of them at the end. A file that comes in pieces is
 * never whole in memory; when nobody takes the ZIP any more, whoever makes the pieces is told to stop.
 */
export async function* bundleFiles(
  files: Iterable<BundledFile> | AsyncIterable<BundledFile>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as unknown as Readable;
  const leaving = new AbortController();
  zip.on('error', (error: unknown) => out.destroy(error as Error));
  const filling = fill(zip, files, leaving.signal).catch((error) => out.destroy(error));
  try {
    for await (const chunk of out) yield chunk as Uint8Array;
  } finally {
    leaving.abort();
    await filling;
  }
}

async function fill(
  zip: ZipFile,
  files: Iterable<BundledFile> | AsyncIterable<BundledFile>,
  signal: AbortSignal,
): Promise<void> {
  const sums: string[] = [];
  for await (const { name, content } of files) {
    const hash = createHash('sha256');
    if (Buffer.isBuffer(content)) {
      hash.update(content);
      zip.addBuffer(content, name, entryOf(name));
    } else await addPieces(zip, name, hashed(content, hash), signal);
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }
  zip.addBuffer(Buffer.from(sums.join('')), 'SHA256SUMS.txt', entryOf('SHA256SUMS.txt'));
  zip.end();
}

async function addPieces(
  zip: ZipFile,
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const stream = Readable.from(pieces);
  zip.addReadStream(stream, name, entryOf(name));
  try {
    await finished(stream, { signal });
  } finally {
    stream.destroy();
  }
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
