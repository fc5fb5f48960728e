import { createDocumentSigner } from '~/documents/document-signer.server';
import { renderLetterPdf } from '~/documents/render-letter-pdf.server';
import { openSigningIdentity } from '~/documents/signing-identity.server';
import { fixtureSignatories, fixtureSnapshot } from '../documents/fixture';

/** Prints once and tells the process that started this one what it cost. */
const [, , dataDir = '', names = '0'] = process.argv;
const config = { dataDir, signingP12: null, signingP12Password: null };
const signer = createDocumentSigner(await openSigningIdentity(config, 'letters.example'));
const snapshot = fixtureSnapshot({ signatories: fixtureSignatories(Number(names)) });
const [begun, used] = [performance.now(), process.cpuUsage()];
const pdf = await renderLetterPdf(snapshot, { locales: ['en'], signer });
const { user, system } = process.cpuUsage(used);
const cost = {
  ms: Math.round(performance.now() - begun),
  cpuMs: Math.round((user + system) / 1000),
  bytes: pdf.length,
  rss: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.send?.(cost, () => process.disconnect());
