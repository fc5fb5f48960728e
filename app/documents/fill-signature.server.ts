import { createHash } from 'node:crypto';
import type { DocumentSigner } from '~/documents/document-signer.server';

/** What stands in the file for numbers that are known only when it is whole. */
export const unknownNumber = '**********';
const rangeLength = `[0 /${unknownNumber} /${unknownNumber} /${unknownNumber}]`.length;

/**
 * Signs a finished document in place: everything but the signature itself. `at` is the offset of the
 * object that holds the room for it.
 */
export function fillSignature(pdf: Buffer, at: number, signer: DocumentSigner): void {
  const range = pdf.indexOf('/ByteRange [0 /', at, 'latin1') + '/ByteRange '.length;
  const opening = pdf.indexOf('/Contents <', at, 'latin1') + '/Contents '.length;
  const closing = pdf.indexOf('>', opening, 'latin1') + 1;
  const lengths = `[0 ${opening} ${closing} ${pdf.length - closing}`;
  pdf.write(`${lengths.padEnd(rangeLength - 1)}]`, range, 'latin1');
  const digest = createHash('sha256')
    .update(pdf.subarray(0, opening))
    .update(pdf.subarray(closing))
    .digest();
  const signature = signer.sign(digest).toString('hex');
  if (signature.length !== closing - opening - 2) throw new Error('the signature has another size');
  pdf.write(signature, opening + 1, 'latin1');
}
