import type { Context } from '~/context.server';
import { updateReply } from '~/db/replies.server';
import { replaceReplyTexts } from '~/db/reply-texts.server';
import { locales } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { ReplyTextsForm } from './reply';
import { type ReplyInput, withReply } from './with-reply.server';

/**
 * Keeps what is to be public of a reply, and under whose name; empty languages have no text. Nothing
 * becomes public by it. What is public already is not changed behind a reader's back: it is taken
 * out first (`published`).
 */
export async function saveReplyTexts(
  ctx: Context,
  input: ReplyInput & { form: ReplyTextsForm },
): Promise<Result<object, 'not-found' | 'published'>> {
  const { actor, form } = input;
  return withReply<object, 'published'>(ctx, input, async (trx, row) => {
    if (row.published_at) return { ok: false, reason: 'published' };
    const texts = locales.flatMap((locale) =>
      form[locale] ? [{ locale, body: form[locale] }] : [],
    );
    await replaceReplyTexts(trx, row.id, texts);
    await updateReply(trx, row.id, { shown_sender: form.sender || null });
    await recordAudit(trx, {
      actor,
      action: 'reply.texts-saved',
      letterId: row.letter_id,
      object: { kind: 'reply', id: row.id },
      details: { languages: texts.map(({ locale }) => locale).join(', ') },
    });
    return { ok: true };
  });
}
