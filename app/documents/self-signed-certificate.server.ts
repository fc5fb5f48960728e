import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

const years = 10;
/** RFC 9336: a certificate for signing documents. */
const documentSigning = '1.3.6.1.5.5.7.3.36';

/**
 * A new RSA key of 3072 bits and a certificate that vouches for itself for ten years: enough to show
 * that a document was not changed, and that two are from the same place; not who that is.
 */
export async function makeSelfSignedCertificate(
  host: string,
  now: Date,
): Promise<{ privateKeyPem: string; certificatePem: string }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = forge.pki.privateKeyFromPem(privateKeyPem);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = serialNumber(randomBytes(16));
  certificate.validity.notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  certificate.validity.notAfter = new Date(certificate.validity.notBefore);
  certificate.validity.notAfter.setUTCFullYear(now.getUTCFullYear() + years);
  const subject = [
    { name: 'commonName', value: host, valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'organizationName', value: 'Undersigned', valueTagClass: forge.asn1.Type.UTF8 },
  ] as unknown as forge.pki.CertificateField[];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'extKeyUsage', emailProtection: true, [documentSigning]: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return { privateKeyPem, certificatePem: forge.pki.certificateToPem(certificate) };
}

/**
 * A positive number in as few bytes as it takes, whatever the random bytes are: with a first byte of
 * nought the certificate could not be read again (X.690 §8.3.2, RFC 5280 §4.1.2.2).
 */
export function serialNumber(random: Buffer): string {
  const [first = 0, ...rest] = random;
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex');
}
