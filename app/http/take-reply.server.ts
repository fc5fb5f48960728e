import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { enterReply } from '~/domain/replies/enter-reply.server';
import { typedReplySchema } from '~/domain/replies/reply';
import { takeMail } from '~/domain/replies/take-mail.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Told = { field?: string; text: string };

const tellings: Record<string, Told> = {
  'no-file': { field: 'mail', text: 'Choose the file of a mail (.eml)' },
  'no-mail': {
    field: 'mail',
    text: 'The file is no mail, or has more than 15 MB. Save the mail from your mail program as .eml and choose that',
  },
  'too-large': {
    field: 'mail',
    text: 'The file has more than 30 MB and was not read. A mail of at most 15 MB can be taken',
  },
  'not-a-reply': {
    field: 'mail',
    text: 'It is a report that a mail came back, and belongs to no delivery of this letter, or changes nothing about it',
  },
  'when-missing': { field: 'receivedAt', text: 'Write when it came, as a date and a time' },
  'in-future': { field: 'receivedAt', text: 'That time has not come yet' },
  'before-sent': { field: 'receivedAt', text: 'That was before the copy left. Check the time' },
  'from-missing': { field: 'from', text: 'Write who answered' },
  'from-long': { field: 'from', text: 'Shorten who answered to 200 characters' },
  'kind-missing': { field: 'kind', text: 'Choose what kind of reply it is' },
  'text-missing': { field: 'text', text: 'Write what was said' },
  'text-long': { field: 'text', text: 'Shorten the text to 50,000 characters' },
  'statement-link': {
    field: 'statementUrl',
    text: 'Write the whole address of the statement, beginning with https://',
  },
  'unknown-delivery': { field: 'deliveryId', text: 'Choose a delivery of this letter' },
  'not-sent': {
    field: 'deliveryId',
    text: 'That copy has not left, so nobody can have answered it',
  },
  'not-correctable': { text: 'Somebody else changed the record meanwhile. Look at it first.' },
};

function refuse(fields: FormFields, reason: string) {
  const told = tellings[reason];
  if (!told) throw new Error(`a refusal without words: ${reason}`);
  const refusal: Refusal = {
    title: 'The reply was not taken',
    text: told.text,
    fieldId: told.field,
  };
  const typed: Record<string, string> = { ...fields };
  return { ok: false as const, refusal, typed, attempt: randomUUID() };
}

type Given = { slug: string; fields: FormFields; actor: Actor };

/** A mail as a file, uploaded by an organiser; `done` is what the page says then. */
export async function takeUpload(ctx: Context, { slug, fields, actor }: Given, files: Buffer[]) {
  if (fields.too_large) return refuse(fields, 'too-large');
  const [raw] = files;
  if (!raw) return refuse(fields, 'no-file');
  const mail = await ctx.press.readMail(raw);
  if (!mail) return refuse(fields, 'no-mail');
  const taken = await takeMail(ctx, { mail, raw, source: 'eml', slug, actor });
  if (!taken.ok) return notFound();
  if (taken.outcome === 'ignored') return refuse(fields, 'not-a-reply');
  return { ok: true as const, done: taken.outcome };
}

/** A reply that an organiser types in; refused, everything that was typed comes back. */
export async function takeTyped(ctx: Context, { slug, fields, actor }: Given) {
  const parsed = typedReplySchema.safeParse({ ...fields });
  if (!parsed.success) return refuse(fields, parsed.error.issues[0]?.message ?? 'when-missing');
  const formId = fields.form ?? '';
  const entered = await enterReply(ctx, { slug, formId, form: parsed.data, actor });
  if (entered.ok) return { ok: true as const, done: 'stored' };
  return entered.reason === 'not-found' ? notFound() : refuse(fields, entered.reason);
}
