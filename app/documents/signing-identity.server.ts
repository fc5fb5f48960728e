import { X509Certificate } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPkcs12 } from '~/documents/read-pkcs12.server';
import { makeSelfSignedCertificate } from '~/documents/self-signed-certificate.server';
import { StartRefusal } from '~/primitives/start-refusal';

/** Where the key is, as the configuration says. */
export type SigningConfig = {
  dataDir: string;
  signingP12: string | null;
  signingP12Password: string | null;
};

/** A key with its certificates, the key's own first, and the file they were read from. */
export type SigningIdentity = {
  privateKeyPem: string;
  certificates: X509Certificate[];
  file: string;
};

/** The key with which documents are signed; null where the first document will make one. */
export function readSigningIdentity(config: SigningConfig): SigningIdentity | null {
  const { signingP12, signingP12Password } = config;
  if (signingP12) {
    return { ...readPkcs12(signingP12, signingP12Password ?? ''), file: signingP12 };
  }
  const file = join(config.dataDir, 'signing.pem');
  return existsSync(file) ? readPem(file) : null;
}

/**
 * The same, and where there is none yet a new key with its own certificate for this host, kept in
 * `signing.pem` of DATA_DIR (mode 600). Of two processes that make one at once the first one's stays.
 */
export async function openSigningIdentity(
  config: SigningConfig,
  host: string,
): Promise<SigningIdentity> {
  const known = readSigningIdentity(config);
  if (known) return known;
  const made = await makeSelfSignedCertificate(host, new Date());
  const file = join(config.dataDir, 'signing.pem');
  const draft = `${file}.${process.pid}`;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(draft, made.privateKeyPem + made.certificatePem, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readPem(file);
}

function readPem(file: string): SigningIdentity {
  const text = readFileSync(file, 'utf8');
  const [privateKeyPem] = /-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/.exec(
    text,
  ) ?? [undefined];
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  if (!privateKeyPem || !certificates) {
    throw new StartRefusal(`${file} does not hold a key and its certificate`);
  }
  return {
    privateKeyPem,
    certificates: certificates.map((pem) => new X509Certificate(pem)),
    file,
  };
}
