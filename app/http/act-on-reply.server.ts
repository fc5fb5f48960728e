import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { type Act, type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { assignReply } from '~/domain/replies/assign-reply.server';
import { judgeReply } from '~/domain/replies/judge-reply.server';
import { publishReply } from '~/domain/replies/publish-reply.server';
import { replyKinds, replyTextsSchema } from '~/domain/replies/reply';
import { saveReplyTexts } from '~/domain/replies/save-reply-texts.server';
import type { ReplyInput } from '~/domain/replies/with-reply.server';
import { createUpdate } from '~/domain/updates/create-update.server';
import { saveUpdateChoices } from '~/domain/updates/save-update-choices.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const actsOf: Record<string, Act> = {
  judge: 'send-delivery',
  assign: 'send-delivery',
  texts: 'send-delivery',
  publish: 'send-delivery',
  unpublish: 'send-delivery',
  tell: 'write-updates',
};

type Told = { status: 409 | 422; field?: string; text: string };

const tellings: Record<string, Told> = {
  'kind-missing': { status: 422, field: 'kind', text: 'Choose what kind of reply it is' },
  automatic: {
    status: 409,
    text: 'A program wrote this by itself, so it cannot count as an answer. If a person answered as well, enter that reply.',
  },
  published: {
    status: 409,
    text: 'The reply is public. Take it out first; then it can be changed, and published again.',
  },
  'not-sent': {
    status: 409,
    text: 'The record of that delivery does not allow it: the copy has not left, or was withdrawn.',
  },
  'not-correctable': {
    status: 409,
    text: 'The line that this reply put on record is not the last one any more. Correct the later lines of the delivery first.',
  },
  'on-ledger': {
    status: 409,
    text: 'The reply is on the record of a delivery. Judge it as “no answer” first; then it can be moved.',
  },
  'unknown-delivery': {
    status: 422,
    field: 'deliveryId',
    text: 'Choose a delivery of this letter',
  },
  'sender-long': { status: 422, field: 'sender', text: 'Shorten the sender to 200 characters' },
  'body-long': { status: 422, text: 'Shorten each text to 10,000 characters' },
  'no-text': { status: 409, text: 'Write what is to be published, in at least one language.' },
  'not-judged': { status: 409, text: 'Say first what kind of reply it is.' },
};

type Carried = { ok: true; to?: string } | { ok: false; reason: string };

/**
 * Carries out `intent` of a reply's page; `to` is where to go then. Throws a Response: 404 for what is
 * not this letter's, 403 for a button that the role does not have.
 */
export async function actOnReply(
  ctx: Context,
  input: ReplyInput & { role: OrganiserRole },
  fields: FormFields,
) {
  const act = actsOf[fields.intent ?? ''] ?? notFound();
  if (!permits(input.role, act)) {
    throw new Response(null, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
  const carried = await carryOut(ctx, input, fields);
  if (carried.ok) return { ok: true as const, to: carried.to ?? null };
  if (carried.reason === 'not-found') return notFound();
  const told = tellings[carried.reason];
  if (!told) throw new Error(`a refusal without words: ${carried.reason}`);
  const { status, field, text } = told;
  const refusal: Refusal = { title: 'Nothing was changed', text, fieldId: field };
  const typed: Record<string, string> = { ...fields };
  return { ok: false as const, status, refusal, typed, attempt: randomUUID() };
}

async function carryOut(ctx: Context, input: ReplyInput, fields: FormFields): Promise<Carried> {
  switch (fields.intent) {
    case 'judge': {
      const kind = replyKinds.find((one) => one === fields.kind);
      if (!kind) return { ok: false, reason: 'kind-missing' };
      return judgeReply(ctx, { ...input, kind });
    }
    case 'assign':
      return assignReply(ctx, { ...input, deliveryId: fields.deliveryId ?? '' });
    case 'texts': {
      const form = replyTextsSchema.safeParse({ ...fields });
      if (!form.success) return { ok: false, reason: form.error.issues[0]?.message ?? 'body-long' };
      const saved = await saveReplyTexts(ctx, { ...input, form: form.data });
      return saved.ok ? { ok: true, to: `replies/${input.id}/preview` } : saved;
    }
    case 'publish':
    case 'unpublish':
      return publishReply(ctx, { ...input, shown: fields.intent === 'publish' });
    default:
      return tellSignatories(ctx, input, fields.delivery ?? '');
  }
}

async function tellSignatories(
  ctx: Context,
  input: ReplyInput,
  delivery: string,
): Promise<Carried> {
  const { slug, actor } = input;
  const kind = 'answer' as const;
  const created = await createUpdate(ctx, { slug, kind, actor });
  if (!created.ok) return created;
  const { id } = created;
  if (delivery) {
    const choices = { slug, id, kind, deliveryId: delivery, onTimeline: false, actor };
    await saveUpdateChoices(ctx, choices);
  }
  return { ok: true, to: `updates/${id}` };
}
