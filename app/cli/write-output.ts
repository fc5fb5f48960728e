import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a result to the file, which appears under its name only when it is whole, or to standard
 * output where no file was named.
 */
export async function writeOutput(
  content: Buffer | AsyncIterable<string | Uint8Array>,
  file: string | undefined,
): Promise<void> {
  const source = Readable.from(Buffer.isBuffer(content) ? [content] : content);
  if (file === undefined) {
    await pipeline(source, process.stdout, { end: false }).catch((error) => {
      // Whoever reads has had enough, as `head` does.
      if (error.code !== 'EPIPE') throw error;
    });
    return;
  }
  const partial = `${file}.part`;
  try {
    await pipeline(source, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
