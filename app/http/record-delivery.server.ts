import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { correctLine } from '~/domain/deliveries/correct-line.server';
import { ledgerLineSchema } from '~/domain/deliveries/ledger';
import { recordByHand } from '~/domain/deliveries/record-by-hand.server';
import type { DeliveryInput } from '~/domain/deliveries/with-delivery.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const unchanged = 'Nothing was recorded';

type Told = { status: 409 | 422; field?: string; text: string };

const tellings: Record<string, Told> = {
  'state-missing': { status: 422, field: 'state', text: 'Choose what happened' },
  'when-missing': {
    status: 422,
    field: 'happenedAt',
    text: 'Write when it happened, as a date and a time',
  },
  'in-future': { status: 422, field: 'happenedAt', text: 'That time has not come yet' },
  'before-frozen': {
    status: 422,
    field: 'happenedAt',
    text: 'That was before this copy was frozen. Check the time, or look for the copy that was handed over',
  },
  'before-last': {
    status: 422,
    field: 'happenedAt',
    text: 'That was before the line which it follows. Check the time; if that line is wrong, correct it first',
  },
  'evidence-missing': { status: 422, field: 'evidence', text: 'Choose what shows it' },
  'who-long': { status: 422, field: 'who', text: 'Shorten the names to 200 characters' },
  'note-long': { status: 422, field: 'note', text: 'Shorten the note to 1,000 characters' },
  'why-missing': { status: 422, field: 'why', text: 'Write why the line is wrong' },
  'scan-unreadable': {
    status: 422,
    field: 'file',
    text: 'The file is no plain PDF, PNG, JPEG or WebP. What you typed is kept; choose another file',
  },
  'scan-too-large': {
    status: 422,
    field: 'file',
    text: 'The picture has more than 10,000 pixels a side. What you typed is kept; choose a smaller one',
  },
  'scan-too-heavy': {
    status: 422,
    field: 'file',
    text: 'The file has more than 10 MB. What you typed is kept; choose a smaller one',
  },
  'too-large': {
    status: 422,
    field: 'file',
    text: 'The file has more than 30 MB and was not read. Nothing is recorded; choose one of at most 10 MB and fill in the form once more',
  },
  'already-sent': {
    status: 409,
    text: 'Another copy of this version is on record for this addressee. Look at the list of deliveries first.',
  },
  'not-allowed': {
    status: 409,
    text: 'That cannot follow any more: somebody else was faster. The page shows what is on record now.',
  },
  'not-correctable': {
    status: 409,
    text: 'Only the last line that a person recorded can be corrected. The page shows what is on record now.',
  },
};

/** A new line of the ledger, or the correction of one, as the form asks. Throws a Response 404. */
export async function recordDelivery(
  ctx: Context,
  input: DeliveryInput,
  sent: { fields: FormFields; file: Buffer | null },
) {
  const { fields, file } = sent;
  const reason = await carryOut();
  if (reason === null) return { ok: true as const };
  if (reason === 'not-found') return notFound();
  const told = tellings[reason];
  if (!told) throw new Error(`a refusal without words: ${reason}`);
  const { status, field, text } = told;
  const refusal: Refusal = { title: unchanged, text, fieldId: field };
  return {
    ok: false as const,
    status,
    refusal,
    typed: { who: '', note: '', ...fields } as Record<string, string>,
    attempt: randomUUID(),
  };

  async function carryOut(): Promise<string | null> {
    if (fields.too_large) return 'too-large';
    if (fields.intent === 'correct') {
      const line = { eventId: Number(fields.line), why: fields.why ?? '' };
      const corrected = await correctLine(ctx, { ...input, ...line });
      return corrected.ok ? null : corrected.reason;
    }
    if (fields.intent !== 'record') return 'not-found';
    const form = ledgerLineSchema.safeParse({ ...fields });
    if (!form.success) return form.error.issues[0]?.message ?? 'state-missing';
    const recorded = await recordByHand(ctx, { ...input, form: form.data, file });
    return recorded.ok ? null : recorded.reason;
  }
}
