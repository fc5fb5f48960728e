import { createHash } from 'node:crypto';
import { encryptToRecipient } from '~/primitives/age-recipient.server';
import type { ExportSource } from './export';

/** What a whole file is, for its manifest. */
export type Measured = { rows: number; bytes: number; sha256: Buffer };

/**
 * The bytes of a file on their way, encrypted where there is a recipient; `end` is called once the
 * last of them was taken. Throws when the file has other than the rows that were counted.
 */
export async function* measurePieces(
  source: ExportSource,
  recipient: string | null,
  end: (measured: Measured) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const plain = asBytes(source.pieces);
  let bytes = 0;
  for await (const piece of recipient ? encryptToRecipient(recipient, plain) : plain) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  const { rows } = source.progress;
  if (rows !== source.rowCount) throw new Error('an export has other rows than were counted');
  await end({ rows, bytes, sha256: hash.digest() });
}

async function* asBytes(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}
