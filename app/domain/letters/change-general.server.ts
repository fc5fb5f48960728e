import type { Context } from '~/context.server';
import { lockGeneral, updateGeneral } from '~/db/letter-settings.server';
import { findLetterRow, listLetterTexts } from '~/db/letters.server';
import { type Locale, locales } from '~/i18n/locale';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { General } from './general-settings';

export type GeneralRefusal =
  | { ok: false; reason: 'not-found' }
  /** Public pages would lose these languages; only with `withdraw`. */
  | { ok: false; reason: 'withdraws'; locales: Locale[] };

/**
 * Changes what is general about a letter. The language that it is written in stays offered. A language
 * in which the text is public is taken away only when the organiser says so (`withdraw`): its pages
 * show the master text from then on; its text stays stored, and what people signed stays as it was.
 * Audited with what was before and after, and only when something changes.
 */
export async function changeGeneral(
  ctx: Context,
  input: { slug: string; general: General; withdraw: boolean; actor: Actor },
): Promise<{ ok: true } | GeneralRefusal> {
  const { slug, general, withdraw, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockGeneral(trx, slug);
    const row = before && (await findLetterRow(trx, { id: before.id }));
    if (!before || !row) return { ok: false, reason: 'not-found' };
    const offered = locales.filter(
      (locale) => locale === before.master_locale || general.locales.includes(locale),
    );
    const readable = (await listLetterTexts(trx, row.version_id)).map(({ locale }) => locale);
    const withdrawn = locales.filter(
      (locale) =>
        before.locales.includes(locale) && readable.includes(locale) && !offered.includes(locale),
    );
    if (before.state !== 'draft' && withdrawn.length > 0 && !withdraw) {
      return { ok: false, reason: 'withdraws', locales: withdrawn };
    }
    const after = {
      locales: offered,
      goal: general.goal,
      time_zone: general.timeZone,
      working_title: general.workingTitle ?? before.working_title,
      controller: general.controller,
      privacy_contact: general.privacyContact,
    };
    const details = changed(before, after);
    if (Object.keys(details).length === 0) return { ok: true };
    await updateGeneral(trx, before.id, after);
    await recordAudit(trx, {
      actor,
      action: 'letter.general-changed',
      letterId: before.id,
      object: { kind: 'letter', id: before.id },
      details,
    });
    return { ok: true };
  });
}

type Stored = Record<string, string | number | string[] | null>;

/** Each value that differs, as `goal` and `goal before`; languages as a line in their usual order. */
function changed(before: Stored, after: Stored): Record<string, string | number | null> {
  const details: Record<string, string | number | null> = {};
  for (const name of Object.keys(after)) {
    const [was = null, is = null] = [before[name], after[name]].map((value) =>
      Array.isArray(value) ? locales.filter((locale) => value.includes(locale)).join(' ') : value,
    );
    if (was === is) continue;
    details[`${name} before`] = was;
    details[name] = is;
  }
  return details;
}
