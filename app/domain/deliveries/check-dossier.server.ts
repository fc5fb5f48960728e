import type { Context } from '~/context.server';
import { type DeliveryRow, findDelivery, listTargets } from '~/db/deliveries.server';
import type { Locale } from '~/i18n/locale';
import { parseEmailAddress } from '~/primitives/email-address';
import { findDoubtfulLinks } from '../letters/find-doubtful-links';
import { letterTextSchema } from '../letters/letter';
import type { Place } from '../letters/take-snapshot.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { longestSubject } from './cover';
import { type DossierCheck, judgeSize } from './dossier-check';
import { dossierHashOf } from './dossier-hash.server';
import { findChangeSince } from './find-change-since.server';
import { countMarks, countPrivateNames } from './name-marks.server';
import type { Outline } from './outline';
import { readMarks, readOutline } from './read-outline.server';
import { addressIsStale } from './target';

export type CheckedDossier = {
  /** Of the dossier that was looked at. */
  hash: string;
  checks: DossierCheck[];
  failing: boolean;
};

/**
 * What was found in the very bytes that would leave when they were frozen, and what has changed around
 * them since.
 */
export async function checkDossier(ctx: Context, id: string): Promise<CheckedDossier | null> {
  const row = await findDelivery(ctx.db, id);
  const outline = row && (await readOutline(ctx, row.id));
  if (!row || !outline) return null;
  const marks = await readMarks(ctx, row.id);
  const { place, size, snapshot } = outline;
  const targets = await listTargets(ctx.db, row.letter_id);
  const target = targets.find((one) => one.id === row.target_id);
  const checkedOn = target?.checked_on ?? null;
  const locales = place?.locales ?? [snapshot.masterLocale];
  const checks: DossierCheck[] = [
    await checkCurrent(ctx, row),
    checkLanguages(outline, (target?.locales ?? []) as Locale[], locales),
    ...(row.channel === 'email' && place ? [checkAddresses(place)] : []),
    check('address-age', addressIsStale(checkedOn, ctx.clock.now()) ? 'warn' : 'ok', {
      checkedOn: checkedOn ?? 'never',
    }),
    ...(row.channel === 'email' ? [checkSubject(row.subject)] : []),
    checkFonts(outline),
    await checkNames(ctx, row, marks),
    checkCounts(row, outline, countMarks(marks)),
    checkLinks(outline, locales),
    check('size', judgeSize(size.mail || size.pdf), { bytes: size.mail || size.pdf }),
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

function checkLanguages({ snapshot }: Outline, wanted: Locale[], locales: Locale[]): DossierCheck {
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

function checkFonts({ found }: Outline): DossierCheck {
  const { fonts, embedded, readable } = found;
  return check('fonts', fonts > 0 && embedded === fonts && readable, { fonts, embedded });
}

async function checkNames(ctx: Context, row: DeliveryRow, marks: Buffer) {
  const names = await countPrivateNames(ctx, row.letter_id, marks);
  return check('names', names === 0, { private: names, named: countMarks(marks) });
}

/** The letter, the annex, the snapshot and the row must say the same number. */
function checkCounts(row: DeliveryRow, { found, snapshot }: Outline, named: number): DossierCheck {
  const { signatureCount, endorsements } = snapshot;
  const agree =
    found.agree &&
    row.signature_count === signatureCount &&
    row.named_count === named &&
    row.endorsement_count === endorsements.length;
  return check('counts', agree, { signatures: signatureCount, named });
}

function checkLinks({ snapshot }: Outline, locales: Locale[]): DossierCheck {
  const found = locales.map((locale) => findDoubtfulLinks(snapshot.texts[locale]));
  const links = found.reduce((sum, one) => sum + one.links, 0);
  const doubtful = found.reduce((sum, one) => sum + one.doubtful, 0);
  return check('links', doubtful === 0, { links, doubtful });
}
