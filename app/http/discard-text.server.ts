import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { discardDraft } from '~/domain/letters/discard-draft.server';
import type { TextPlace } from '~/domain/letters/edit-lock.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const title = 'The draft is still there';

function refuse(status: 409 | 422, text: string, fieldId?: string) {
  const refusal: Refusal = { title, text, fieldId };
  return { ok: false as const, status, refused: { refusal, attempt: randomUUID() } };
}

/** What the form that discards a draft asks for. Throws a 404 for anything else. */
export async function discardText(
  ctx: Context,
  given: { fields: FormFields; place: TextPlace; actor: Actor },
) {
  const { fields, place, actor } = given;
  if (fields.intent !== 'discard' || !/^\d{1,9}$/.test(fields.revision ?? '')) return notFound();
  if (fields.sure !== 'yes') {
    return refuse(422, 'Tick the box to say that you want to discard it', 'sure');
  }
  const revision = Number(fields.revision);
  const discarded = await discardDraft(ctx, { ...place, revision, actor });
  if (discarded.ok) return { ok: true as const };
  if (discarded.reason === 'taken-over') {
    const by = discarded.holder?.by ?? 'Somebody else';
    return refuse(409, `${by} is writing in it now; talk to each other first`);
  }
  if (discarded.reason === 'not-found') return notFound();
  return refuse(409, 'It was changed since you opened this page; look at it again first');
}
