import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentSigner } from '~/documents/document-signer.server';
import { renderAnnexPdf, renderLetterPdf } from '~/documents/render-letter-pdf.server';
import { serialNumber } from '~/documents/self-signed-certificate.server';
import { openSigningIdentity, readSigningIdentity } from '~/documents/signing-identity.server';
import { archiveFaults } from './check-archive';
import { fixtureSignatories, fixtureSnapshot } from './fixture';
import { poppler, textOf } from './read-pdf';
import { newSigner } from './signer';

let made: Awaited<ReturnType<typeof newSigner>>;
let pdf: Buffer;
const snapshot = fixtureSnapshot({ signatories: fixtureSignatories(40) });
const locales = ['en', 'uk'] as const;

beforeAll(async () => {
  made = await newSigner();
  pdf = await renderLetterPdf(snapshot, { locales: [...locales], signer: made.signer });
});
afterAll(() => made.drop());

/** The signature's own bytes and what it is over. */
function signatureOf(file: Buffer): { contents: Buffer; range: number[] } {
  const text = file.toString('latin1');
  const range = (/\/ByteRange \[([\d ]+)\]/.exec(text)?.[1] ?? '').trim().split(/\s+/).map(Number);
  const contents = Buffer.from(text.slice((range[1] ?? 0) + 1, (range[2] ?? 0) - 1), 'hex');
  return { contents, range };
}

describe('the officer at the embassy', () => {
  it('sees a valid signature over the whole document, of the time of the snapshot', () => {
    const said = poppler('pdfsig', pdf);
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Signature Type: ETSI.CAdES.detached');
    expect(said).toContain('Signer Certificate Common Name: letters.example');
    expect(said).toContain('Certificate issuer is unknown.');
    expect(pdf.toString('latin1')).toContain('/M (D:20250328090000Z)');
  });

  it('reads on the last page who signed, and the hash of the certificate', () => {
    const text = textOf(pdf);
    expect(text).toContain('Digitally signed by: letters.example');
    expect(text).toContain(made.signer.fingerprint);
  });

  it('sees that the document was changed, whichever byte was', () => {
    const { range } = signatureOf(pdf);
    const places = [range[1] ?? 0, range[2] ?? 0, pdf.length];
    const [before = 0, after = 0, end = 0] = places;
    for (const place of [1000, before - 2000, after + 3000, end - 400]) {
      const changed = Buffer.from(pdf);
      changed[place] = (changed[place] ?? 0) ^ 1;
      let said = '';
      try {
        said = poppler('pdfsig', changed);
      } catch (error) {
        said = String(error);
      }
      expect(said, `byte ${place}`).not.toContain('Signature is Valid.');
    }
  });

  it('keeps both documents of a long letter: each is PDF/A-2a with its signature', async () => {
    const annex = await renderAnnexPdf(snapshot, { locales: ['ko'], signer: made.signer });
    expect(poppler('pdfsig', annex.letter.bytes)).toContain('Signature is Valid.');
    expect(archiveFaults(pdf)).toEqual([]);
    expect(archiveFaults(annex.letter.bytes)).toEqual([]);
  });
});

describe('the auditor', () => {
  it('finds the attributes of PAdES baseline B-B, and no time of the signature’s own', () => {
    const { contents } = signatureOf(pdf);
    const bytes = contents.toString('latin1');
    const has = (oid: string) => bytes.includes(forge.asn1.oidToDer(oid).getBytes());
    expect(has('1.2.840.113549.1.9.3')).toBe(true);
    expect(has('1.2.840.113549.1.9.4')).toBe(true);
    expect(has('1.2.840.113549.1.9.16.2.47')).toBe(true);
    expect(has('1.2.840.113549.1.9.5')).toBe(false);
    expect(bytes).toContain(Buffer.from(made.signer.fingerprint, 'hex').toString('latin1'));
  });

  it('gets the same bytes in two processes, in one document and in two', () => {
    const run = () =>
      spawnSync(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'render-in-process.ts'), made.config.dataDir],
        { encoding: 'utf8' },
      );
    const [first, second] = [run(), run()];
    expect(first.stderr).toBe('');
    expect(first.stdout.match(/^[0-9a-f]{64}$/gm)).toHaveLength(3);
    expect(second.stdout).toBe(first.stdout);
  });
});

describe('the operator', () => {
  it('finds the key in DATA_DIR, readable by nobody else, and keeps it over a restart', async () => {
    const { config, identity } = made;
    expect(statSync(join(config.dataDir, 'signing.pem')).mode & 0o777).toBe(0o600);
    const again = await openSigningIdentity(config, 'elsewhere.example');
    expect(again.privateKeyPem).toBe(identity.privateKeyPem);
  });

  it('starts two processes at once and has one key', async () => {
    const folder = { ...made.config, dataDir: join(made.config.dataDir, 'twice') };
    const [one, other] = await Promise.all([
      openSigningIdentity(folder, 'a.example'),
      openSigningIdentity(folder, 'b.example'),
    ]);
    expect(one.privateKeyPem).toBe(other.privateKeyPem);
  });

  it('signs with a certificate of their own, and is told of a wrong password', async () => {
    const { privateKeyPem, certificates } = made.identity;
    const own = certificates.map(({ raw }) =>
      forge.pki.certificateFromAsn1(forge.asn1.fromDer(raw.toString('latin1'))),
    );
    const key = forge.pki.privateKeyFromPem(privateKeyPem);
    const packed = forge.pkcs12.toPkcs12Asn1(key, own, 'open sesame', { algorithm: 'aes256' });
    const file = join(made.config.dataDir, 'own.p12');
    writeFileSync(file, forge.asn1.toDer(packed).getBytes(), 'latin1');
    const config = { ...made.config, signingP12: file, signingP12Password: 'open sesame' };
    const signer = createDocumentSigner(await openSigningIdentity(config, 'x.example'));
    const signed = await renderLetterPdf(snapshot, { locales: [...locales], signer });
    expect(signed.equals(pdf)).toBe(true);
    expect(() => readSigningIdentity({ ...config, signingP12Password: 'wrong' })).toThrow(
      /SIGNING_P12_PASSWORD is wrong/,
    );
    expect(() => readSigningIdentity({ ...config, signingP12: `${file}.gone` })).toThrow(
      /cannot be read/,
    );
  });
});

it.each([0, 1, 0x3f, 0x7f, 0x80, 0xff])(
  'a certificate whose random number begins with %i can be read again',
  (first) => {
    const random = Buffer.alloc(16, 7);
    random[0] = first;
    const serial = serialNumber(random);
    expect(serial).toMatch(/^[4-7][0-9a-f](07){15}$/);
  },
);
