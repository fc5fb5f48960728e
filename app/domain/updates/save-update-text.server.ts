import type { Context } from '~/context.server';
import { saveUpdateText as saveTextRow } from '~/db/update-texts.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { markChanged } from './mark-changed.server';
import { isBeingWritten, type UpdateState } from './update';
import { updateTextSchema } from './update-text-schema';
import { type UpdateInput, withUpdate } from './with-update.server';

type Refusal =
  | 'not-found'
  | 'wrong-state'
  | 'not-offered'
  | 'changed-meanwhile'
  | 'subject-too-long'
  | 'body-too-long';

/**
 * Stores subject and body in one language, empty ones too, and makes the update a draft again; the
 * same words change nothing. `revision` is that of the text the writer began with (0 for none):
 * when somebody has saved since it is `changed-meanwhile`. `wrong-state` once mails are leaving.
 */
export async function saveUpdateText(
  ctx: Context,
  input: UpdateInput & { locale: Locale; subject: string; body: string; revision: number },
): Promise<Result<{ changed: boolean }, Refusal>> {
  const { locale, revision, actor } = input;
  const parsed = updateTextSchema.safeParse(input);
  if (!parsed.success) {
    const long = parsed.error.issues.some(({ path }) => path[0] === 'subject');
    return { ok: false, reason: long ? 'subject-too-long' : 'body-too-long' };
  }
  const text = parsed.data;
  return withUpdate<{ changed: boolean }, Refusal>(ctx, input, async (trx, update) => {
    const { row, offered, masterLocale, texts, revisions } = update;
    if (!isBeingWritten(row.state as UpdateState)) return { ok: false, reason: 'wrong-state' };
    if (!offered.includes(locale)) return { ok: false, reason: 'not-offered' };
    const before = texts[locale];
    const master = revisions[masterLocale]?.revision ?? null;
    const masterRevision = locale === masterLocale ? null : master;
    const stored = revisions[locale];
    const same = before?.subject === text.subject && before.body === text.body;
    if (same && stored?.masterRevision === masterRevision) return { ok: true, changed: false };
    if ((stored?.revision ?? 0) !== revision) return { ok: false, reason: 'changed-meanwhile' };
    await saveTextRow(trx, { updateId: row.id, locale, ...text, masterRevision });
    if (!same) await markChanged(trx, { row, actor, details: { text: locale } });
    return { ok: true, changed: !same };
  });
}
