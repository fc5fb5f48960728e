import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import forge from 'node-forge';
import { StartRefusal } from '~/primitives/start-refusal';

/**
 * The key of a PKCS#12 file and its certificates, the key's own first. Throws a sentence for the
 * operator where the file cannot be read, the password is wrong, or the key is not RSA.
 */
export function readPkcs12(
  file: string,
  password: string,
): { privateKeyPem: string; certificates: X509Certificate[] } {
  const bags = openBags(file, password);
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const key = [pkcs8ShroudedKeyBag, keyBag]
    .flatMap((bagType) => bags.getBags({ bagType })[bagType ?? ''] ?? [])
    .find((bag) => bag.key)?.key as forge.pki.rsa.PrivateKey | undefined;
  if (!key?.n) throw new StartRefusal(`SIGNING_P12 ${file} holds no RSA key`);
  const certificates = (bags.getBags({ bagType: certBag })[certBag ?? ''] ?? []).flatMap(
    ({ cert }) => (cert ? [new X509Certificate(forge.pki.certificateToPem(cert))] : []),
  );
  const publicPem = forge.pki.publicKeyToPem(forge.pki.setRsaPublicKey(key.n, key.e));
  const own = certificates.find(
    ({ publicKey }) =>
      publicKey.export({ type: 'spki', format: 'pem' }).toString().replace(/\s/g, '') ===
      publicPem.replace(/\s/g, ''),
  );
  if (!own) throw new StartRefusal(`SIGNING_P12 ${file} holds no certificate of its key`);
  return {
    privateKeyPem: forge.pki.privateKeyToPem(key),
    certificates: [own, ...certificates.filter((other) => other !== own)],
  };
}

function openBags(file: string, password: string): forge.pkcs12.Pkcs12Pfx {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new StartRefusal(`SIGNING_P12 ${file} cannot be read`);
  }
  try {
    const content = forge.asn1.fromDer(bytes.toString('latin1'));
    return forge.pkcs12.pkcs12FromAsn1(content, password);
  } catch {
    throw new StartRefusal(
      `SIGNING_P12 ${file} cannot be opened: it is no PKCS#12 file, or SIGNING_P12_PASSWORD is wrong`,
    );
  }
}
