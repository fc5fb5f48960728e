import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { closeLetter } from '~/domain/letters/close-letter.server';
import { scheduleClosing } from '~/domain/letters/schedule-closing.server';
import type { Actor } from '~/domain/organisers/organiser';
import { parseLocalTime } from '~/primitives/local-time';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Given = { slug: string; timeZone: string; fields: FormFields; actor: Actor };

function refuse(title: string, text: string, fieldId?: string) {
  const refusal: Refusal = { title, text, fieldId };
  return { ok: false as const, refused: { refusal, attempt: randomUUID() } };
}

/** What the page about a letter's end asks for. Times are read in the letter's zone. */
export async function changeClosing(ctx: Context, given: Given) {
  const { slug, fields, actor } = given;
  if (fields.intent === 'schedule') return schedule(ctx, given);
  if (fields.intent !== 'close') return notFound();
  const closed = await closeLetter(ctx, { slug, confirm: fields.confirm ?? '', actor });
  if (closed.ok) return { ok: true as const, done: 'closed' };
  if (closed.reason !== 'confirm-mismatch') return notFound();
  return refuse(
    'The letter is still open',
    `The word you typed is not the one above the field. Type: ${slug}`,
    'confirm',
  );
}

async function schedule(ctx: Context, { slug, timeZone, fields, actor }: Given) {
  const unchanged = 'The end is as it was';
  const endless = fields.endless === 'yes';
  const closesAt = endless ? null : parseLocalTime(fields.closesAt ?? '', timeZone);
  if (!endless && !closesAt) {
    return refuse(unchanged, 'Write the end as a date and a time, or choose no end', 'closesAt');
  }
  const scheduled = await scheduleClosing(ctx, { slug, closesAt, actor });
  if (scheduled.ok) return { ok: true as const, done: 'scheduled' };
  if (scheduled.reason !== 'past') return notFound();
  return refuse(unchanged, 'The end lies in the past; choose a later time', 'closesAt');
}
