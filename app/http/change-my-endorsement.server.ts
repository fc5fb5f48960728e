import { type FieldFault, faultsOf } from '~/components/form-faults';
import type { RefusedForm } from '~/components/my-endorsement-page';
import type { Context } from '~/context.server';
import { answerQuestion } from '~/domain/endorsements/answer-question.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import { askChangesSchema, updateContactSchema, wordsOf } from '~/domain/endorsements/endorsement';
import { newsSwitchSchema } from '~/domain/endorsements/news-switch';
import { switchNews } from '~/domain/endorsements/switch-news.server';
import { updateContact } from '~/domain/endorsements/update-contact.server';
import type { FormFields } from './read-form.server';

type Sent = { token: string; fields: FormFields; file: Buffer | null };

function refuse(
  form: RefusedForm['form'],
  { fields, file }: Sent,
  faults: FieldFault[],
  hadLogo = file !== null,
) {
  const answers: Record<string, string | undefined> = { ...fields };
  return { refused: { form, faults, answers, hadLogo }, done: null };
}

/** Keeps the answer to the organisers' open question. */
export async function answerOrganisers(ctx: Context, sent: Sent) {
  const { token, fields } = sent;
  const answered = await answerQuestion(ctx, { token, answer: fields.answer ?? '' });
  if (answered.ok) return { refused: null, done: 'answered' as const };
  const { reason } = answered;
  if (reason === 'unknown' || reason === 'no-question') return { refused: null, done: null };
  return refuse('answer', sent, [{ field: 'answer', code: reason }]);
}

/** Saves the representative's contact data; `done` says what the page tells, null when nothing. */
export async function changeContact(ctx: Context, sent: Sent) {
  const parsed = updateContactSchema.safeParse(sent.fields);
  if (!parsed.success) return refuse('contact', sent, faultsOf(parsed.error));
  const updated = await updateContact(ctx, { token: sent.token, form: parsed.data });
  return { refused: null, done: updated.ok ? ('changed' as const) : null };
}

/** Begins or ends asking signatories whether they want the organisation's news. */
export async function changeNews(ctx: Context, sent: Sent) {
  const parsed = newsSwitchSchema.safeParse(sent.fields);
  if (!parsed.success) return refuse('news', sent, faultsOf(parsed.error));
  const switched = await switchNews(ctx, { token: sent.token, ...parsed.data });
  return { refused: null, done: switched.ok ? ('changed' as const) : null };
}

/** Takes what is to be changed in names, statement and logo. */
export async function changeWords(ctx: Context, sent: Sent) {
  const parsed = askChangesSchema.safeParse(sent.fields);
  if (!parsed.success) return refuse('words', sent, faultsOf(parsed.error));
  const asked = await askForChanges(ctx, {
    token: sent.token,
    words: wordsOf(parsed.data),
    logo: sent.file,
    removeLogo: Boolean(sent.fields.removeLogo),
  });
  if (asked.ok) return { refused: null, done: asked.outcome };
  switch (asked.reason) {
    case 'logo-unreadable':
    case 'logo-too-large':
      return refuse('words', sent, [{ field: 'logo', code: asked.reason }], false);
    case 'nothing-changed':
      return refuse('words', sent, [{ field: 'organisation', code: asked.reason }]);
    case 'unknown':
    case 'not-standing':
      return { refused: null, done: null };
    default:
      throw new Error(asked.reason satisfies never);
  }
}
