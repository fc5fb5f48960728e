import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { enterBatch } from '~/domain/paper/enter-batch.server';
import { paperBatchSchema } from '~/domain/paper/paper-batch';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const words: Record<string, string> = {
  'place-empty': 'Write where the signatures were collected',
  'place-too-long': 'Shorten the place to 120 characters',
  'from-missing': 'Write the first day on which they were collected',
  'until-missing': 'Write the last day as a date, or leave it empty',
  'until-before-from': 'The last day is before the first',
  'in-future': 'That day has not come yet',
  'collector-empty': 'Write who collected them',
  'collector-too-long': 'Shorten the name to 120 characters',
  'on-sheets-missing': 'Write how many signatures are on the sheets, from 1 to 1,000,000',
  'valid-missing': 'Write how many of them you judge valid',
  'valid-above-sheets': 'There cannot be more valid signatures than are on the sheets',
  'country-unknown': 'Choose a country of the list',
  'note-too-long': 'Shorten the note to 500 characters',
};

function refuse(fields: FormFields, field: string, code: string) {
  const text = words[code] ?? 'This cannot be used';
  const refusal: Refusal = { title: 'The batch was not entered', text, fieldId: field };
  const typed: Record<string, string> = { ...fields };
  return { ok: false as const, field, text, refusal, typed, attempt: randomUUID() };
}

/** Enters a batch from the form; refused, everything that was typed comes back. */
export async function enterPaper(
  ctx: Context,
  input: { slug: string; fields: FormFields; actor: Actor },
) {
  const { slug, fields, actor } = input;
  const parsed = paperBatchSchema.safeParse({ ...fields });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(fields, String(issue?.path[0] ?? 'place'), issue?.message ?? '');
  }
  const entered = await enterBatch(ctx, { slug, id: fields.id, form: parsed.data, actor });
  if (entered.ok) return entered;
  return entered.reason === 'not-found' ? notFound() : refuse(fields, 'until', entered.reason);
}
