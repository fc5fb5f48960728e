import type { Context } from '~/context.server';
import {
  type DeliveryRow,
  findDelivery,
  findDeliveryDocuments,
  listTargets,
} from '~/db/deliveries.server';
import type { Locale } from '~/i18n/locale';
import { parseEmailAddress } from '~/primitives/email-address';
import { findDoubtfulLinks } from '../letters/find-doubtful-links';
import { letterTextSchema } from '../letters/letter';
import type { Place, TakenSnapshot } from '../letters/take-snapshot.server';
import { countPrivateNames } from './check-names.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { longestSubject } from './cover';
import { type DossierCheck, judgeSize } from './dossier-check';
import { dossierHashOf } from './dossier-hash.server';
import { findChangeSince } from './find-change-since.server';
import { unsealDocument, unsealSnapshot } from './sealed-delivery.server';
import { addressIsStale } from './target';

export type CheckedDossier = {
  /** Of the dossier that was looked at. */
  hash: string;
  checks: DossierCheck[];
  failing: boolean;
};

/** Looks at the very bytes that would leave, and at what has changed around them since. */
export async function checkDossier(ctx: Context, id: string): Promise<CheckedDossier | null> {
  const row = await findDelivery(ctx.db, id);
  const documents = row && (await findDeliveryDocuments(ctx.db, row.id));
  if (!row || !documents) return null;
  const frozen = unsealSnapshot(ctx, row.id, documents.sealed_snapshot);
  const pdf = unsealDocument(ctx, row.id, 'pdf', documents.sealed_pdf);
  const message = unsealDocument(ctx, row.id, 'message', documents.sealed_message);
  const targets = await listTargets(ctx.db, row.letter_id);
  const target = targets.find((one) => one.id === row.target_id);
  const checkedOn = target?.checked_on ?? null;
  const locales = frozen.place?.locales ?? [frozen.snapshot.masterLocale];
  const checks: DossierCheck[] = [
    await checkCurrent(ctx, row),
    checkLanguages(frozen, (target?.locales ?? []) as Locale[], locales),
    ...(row.channel === 'email' && frozen.place ? [checkAddresses(frozen.place)] : []),
    check('address-age', addressIsStale(checkedOn, ctx.clock.now()) ? 'warn' : 'ok', {
      checkedOn: checkedOn ?? 'never',
    }),
    ...(row.channel === 'email' ? [checkSubject(row.subject)] : []),
    checkFonts(ctx, pdf),
    await checkNames(ctx, row, frozen),
    checkCounts(ctx, row, frozen, locales),
    checkLinks(frozen, locales),
    check('size', judgeSize(message.length || pdf.length), {
      bytes: message.length || pdf.length,
    }),
  ];
  const failing = checks.some(({ state }) => state === 'fail');
  return { hash: dossierHashOf(row), checks, failing };
}

function check(
  name: DossierCheck['name'],
  state: DossierCheck['state'] | boolean,
  facts: DossierCheck['facts'] = {},
): DossierCheck {
  const judged = typeof state === 'string' ? state : state ? 'ok' : 'fail';
  return { name, state: judged, facts };
}

async function checkCurrent(ctx: Context, row: DeliveryRow): Promise<DossierCheck> {
  const change = await findChangeSince(ctx, row);
  const withdrawn = await countWithdrawnSince(ctx, row);
  return check('current', change === null && withdrawn === 0, {
    ...(change && { changed: change }),
    withdrawn,
  });
}

function checkLanguages(
  { snapshot }: TakenSnapshot,
  wanted: Locale[],
  locales: Locale[],
): DossierCheck {
  const missing = wanted.filter((locale) => !locales.includes(locale));
  const partial = locales.filter(
    (locale) => !letterTextSchema.safeParse(snapshot.texts[locale]).success,
  );
  const lacking = [...new Set([...missing, ...partial])];
  return check('languages', lacking.length === 0, { lacking: lacking.join(' ') });
}

function checkAddresses({ address, copies }: Place): DossierCheck {
  const wrong = [address, ...copies].filter((mailbox) => parseEmailAddress(mailbox) === null);
  return check('addresses', wrong.length === 0, {
    wrong: wrong.length,
    mailboxes: copies.length + 1,
  });
}

function checkSubject(subject: string): DossierCheck {
  const length = [...subject].length;
  return check('subject', length > longestSubject ? 'warn' : 'ok', { length });
}

function checkFonts(ctx: Context, pdf: Buffer): DossierCheck {
  const { fonts, embedded, readable, text } = ctx.press.inspectPdf(pdf);
  const fine = fonts > 0 && embedded === fonts && readable && text;
  return check('fonts', fine, { fonts, embedded });
}

async function checkNames(ctx: Context, row: DeliveryRow, frozen: TakenSnapshot) {
  const names = await countPrivateNames(ctx, row.letter_id, frozen);
  return check('names', names === 0, { private: names, named: frozen.snapshot.signatories.length });
}

/** The letter, the annex and the snapshot must say the same number. */
function checkCounts(
  ctx: Context,
  row: DeliveryRow,
  { snapshot, signatureIds, endorsementIds }: TakenSnapshot,
  locales: Locale[],
): DossierCheck {
  const { addendum, signatories, countedOnly, signatureCount } = snapshot;
  const named = addendum?.namedInAll ?? signatories.length;
  const agree =
    named + countedOnly === signatureCount &&
    signatories.length === signatureIds.length &&
    snapshot.endorsements.length === endorsementIds.length &&
    row.signature_count === signatureCount &&
    row.named_count === signatories.length &&
    row.endorsement_count === snapshot.endorsements.length;
  const written = locales.every((locale) => {
    const text = ctx.press.letterText(snapshot, [locale]).replaceAll(/[\s.,]/g, '');
    return signatories.length < 2 || text.includes(String(signatories.length));
  });
  return check('counts', agree && written, {
    signatures: signatureCount,
    named: signatories.length,
  });
}

function checkLinks({ snapshot }: TakenSnapshot, locales: Locale[]): DossierCheck {
  const found = locales.map((locale) => findDoubtfulLinks(snapshot.texts[locale]));
  const links = found.reduce((sum, one) => sum + one.links, 0);
  const doubtful = found.reduce((sum, one) => sum + one.doubtful, 0);
  return check('links', doubtful === 0, { links, doubtful });
}
