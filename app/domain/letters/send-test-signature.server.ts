import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { markTested } from '~/db/letter-publishing.server';
import { findLetterRow, lockLetter } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import { newCode, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor, Organiser } from '../organisers/organiser';
import { confirmationValidHours } from '../signatures/ask-to-confirm.server';
import { hashLetterVersion } from './hash-letter-version.server';
import { readDraftTexts } from './read-draft-texts.server';
import { viewLetter } from './view-letter.server';

/** Stands in the mail where the name of a signatory would. */
const names: Record<Locale, string> = {
  en: 'Test signature',
  ko: '시험 서명',
  uk: 'Пробний підпис',
};

/**
 * Sends an organiser the mail that signatories will get, in each language the letter is offered in,
 * and remembers for which texts. Nobody signs by it: there is no signature, and its links and its
 * code are stored nowhere. `incomplete` while a text is; `mail-refused` when the mailbox gets no
 * such mail, and then nothing was sent.
 */
export async function sendTestSignature(
  ctx: Context,
  input: { slug: string; organiser: Pick<Organiser, 'email'>; actor: Actor },
): Promise<Result<{ languages: Locale[] }, 'not-found' | 'incomplete' | 'mail-refused'>> {
  const { slug, organiser, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const inside = { ...ctx, db: trx };
    const locked = await lockLetter(trx, slug);
    const row = locked && (await findLetterRow(trx, { id: locked.id }));
    if (!row) return { ok: false, reason: 'not-found' };
    const letter = await viewLetter(inside, row);
    const written = await readDraftTexts(inside, letter);
    if (!written.ok) return { ok: false, reason: 'incomplete' };
    const kind = 'confirm-signature' as const;
    const to = organiser.email;
    const send = async () => {
      for (const locale of letter.locales) {
        const props = {
          slug,
          masterLocale: letter.masterLocale,
          locale,
          letterTitle: written.texts[locale].title,
          discreetSubject: letter.discreetSubject,
          manageToken: newToken(),
          name: names[locale],
          visibility: 'public' as const,
          confirmToken: newToken(),
          code: newCode(),
          validHours: confirmationValidHours,
          test: true,
        };
        await enqueuePersonalMessage(ctx, trx, { kind, to, props }, `test:${randomUUID()}`);
      }
    };
    if (!(await mailIfAllowed(ctx, trx, { kind, to, letterId: letter.id }, send))) {
      return { ok: false, reason: 'mail-refused' };
    }
    const hash = hashLetterVersion(written.texts, letter.locales);
    await markTested(trx, letter.id, hash);
    await recordAudit(trx, {
      actor,
      action: 'letter.test-sent',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      details: { hash, languages: letter.locales.join(' ') },
    });
    return { ok: true, languages: letter.locales };
  });
}
