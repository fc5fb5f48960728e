import { buildSignedData } from '~/documents/signed-data.server';
import type { SigningIdentity } from '~/documents/signing-identity.server';

/** Who signs documents, as the documents say it, and the hand that does. */
export type DocumentSigner = {
  /** The common name of the certificate's subject. */
  name: string;
  /** SHA-256 of the certificate, 64 hex digits in lower case. */
  fingerprint: string;
  /** A detached signature in DER over content of this SHA-256; always of the same length. */
  sign(digest: Buffer): Buffer;
};

export function createDocumentSigner(identity: SigningIdentity): DocumentSigner {
  const [certificate] = identity.certificates;
  if (!certificate) throw new Error('a signer needs a certificate');
  const { privateKeyPem } = identity;
  const certificates = identity.certificates.map(({ raw }) => raw);
  return {
    name: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replace(/\n/g, ', '),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    sign: (digest) => buildSignedData(digest, { privateKeyPem, certificates }),
  };
}
