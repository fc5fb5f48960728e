import { createHash } from 'node:crypto';
import { createDocumentSigner } from '~/documents/document-signer.server';
import { renderLetterDocuments } from '~/documents/render-letter-pdf.server';
import { openSigningIdentity } from '~/documents/signing-identity.server';
import { fixtureSignatories, fixtureSnapshot } from './fixture';

/** Prints the fixture with the key of a folder, in a process of its own, and says the hashes. */
const [, , dataDir = ''] = process.argv;
const config = { dataDir, signingP12: null, signingP12Password: null };
const signer = createDocumentSigner(await openSigningIdentity(config, 'letters.example'));
const snapshot = fixtureSnapshot({ signatories: fixtureSignatories(300) });
for (const splitAbove of [Number.POSITIVE_INFINITY, 0]) {
  const printed = await renderLetterDocuments(snapshot, {
    locales: ['uk', 'en'],
    signer,
    splitAbove,
  });
  for (const document of [printed.letter, printed.annex]) {
    const hash = document && createHash('sha256').update(document.bytes).digest('hex');
    if (hash !== (document?.hash ?? null)) throw new Error('the hash is not that of the bytes');
    process.stdout.write(`${hash}\n`);
  }
}
