import { createHash, createPrivateKey, sign } from 'node:crypto';
import forge from 'node-forge';

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
const { SEQUENCE, SET, INTEGER, OCTETSTRING, OID, NULL } = asn1.Type;

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

/**
 * A detached CMS signature (RFC 5652) over content of this SHA-256, with the attributes that make it
 * CAdES and PAdES baseline B-B (EN 319 122-1, EN 319 142-1): content type, digest, and the hash of the
 * signing certificate; no time of its own. RSA with PKCS#1 v1.5, so that the same content gives the
 * same bytes. `certificates` are DER, the signer's first.
 */
export function buildSignedData(
  digest: Buffer,
  signer: { privateKeyPem: string; certificates: readonly Buffer[] },
): Buffer {
  const [certificate] = signer.certificates;
  if (!certificate) throw new Error('a signature needs a certificate');
  const { issuer, serialNumber } = issuedBy(certificate);
  const attributes = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, certificateReference(certificate)),
  ].sort((one, other) => Buffer.compare(der(one), der(other)));
  const key = createPrivateKey(signer.privateKeyPem);
  const signature = sign('sha256', der(set(attributes)), key);
  const signerInfo = sequence([
    integer(1),
    sequence([issuer, serialNumber]),
    algorithm(oids.sha256),
    tagged(0, attributes),
    algorithm(oids.rsaEncryption),
    octets(signature),
  ]);
  const signedData = sequence([
    integer(1),
    set([algorithm(oids.sha256)]),
    sequence([oid(oids.data)]),
    tagged(
      0,
      signer.certificates.map((bytes) => parse(bytes)),
    ),
    set([signerInfo]),
  ]);
  return der(sequence([oid(oids.signedData), tagged(0, [signedData])]));
}

/** ESSCertIDv2 (RFC 5035) with the default hash, SHA-256. */
function certificateReference(certificate: Buffer): Asn1 {
  const { issuer, serialNumber } = issuedBy(certificate);
  const hash = createHash('sha256').update(certificate).digest();
  const issuerSerial = sequence([sequence([tagged(4, [issuer])]), serialNumber]);
  return sequence([sequence([sequence([octets(hash), issuerSerial])])]);
}

function issuedBy(certificate: Buffer): { issuer: Asn1; serialNumber: Asn1 } {
  const [toBeSigned] = parse(certificate).value as Asn1[];
  const fields = (toBeSigned?.value ?? []) as Asn1[];
  const versioned = fields[0]?.tagClass === CONTEXT_SPECIFIC ? 1 : 0;
  const [serialNumber, issuer] = [fields[versioned], fields[versioned + 2]];
  if (!serialNumber || !issuer) throw new Error('this is no certificate');
  return { issuer, serialNumber };
}

function parse(bytes: Buffer): Asn1 {
  return asn1.fromDer(bytes.toString('latin1'));
}

function der(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

function sequence(parts: Asn1[]): Asn1 {
  return asn1.create(UNIVERSAL, SEQUENCE, true, parts);
}

function set(parts: Asn1[]): Asn1 {
  return asn1.create(UNIVERSAL, SET, true, parts);
}

function tagged(tag: number, parts: Asn1[]): Asn1 {
  return asn1.create(CONTEXT_SPECIFIC, tag as forge.asn1.Type, true, parts);
}

function integer(value: number): Asn1 {
  return asn1.create(UNIVERSAL, INTEGER, false, asn1.integerToDer(value).getBytes());
}

function octets(bytes: Buffer): Asn1 {
  return asn1.create(UNIVERSAL, OCTETSTRING, false, bytes.toString('latin1'));
}

function oid(id: string): Asn1 {
  return asn1.create(UNIVERSAL, OID, false, asn1.oidToDer(id).getBytes());
}

function algorithm(id: string): Asn1 {
  return sequence([oid(id), asn1.create(UNIVERSAL, NULL, false, '')]);
}

function attribute(id: string, value: Asn1): Asn1 {
  return sequence([oid(id), set([value])]);
}
