import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { insertWebhook } from '~/db/webhooks.server';
import { newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { type SealedWebhook, type WebhookForm, webhookSeal } from './webhook';

/**
 * Adds an address that is told what happens, and returns the secret that its calls are signed with:
 * this once; it rests sealed. `made-already` for a form that was sent before.
 */
export async function addWebhook(
  ctx: Context,
  input: { slug: string; form: WebhookForm; actor: Actor },
): Promise<Result<{ secret: string }, 'not-found' | 'made-already'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { id, label, url, events } = input.form;
  const sealed: SealedWebhook = { url, secret: newToken() };
  return ctx.db.transaction().execute(async (trx) => {
    const added = await insertWebhook(trx, {
      id,
      letter_id: letter.id,
      label,
      events,
      sealed: ctx.keyring.seal(sealed, webhookSeal(id)),
      created_by: actorKey(input.actor),
    });
    if (!added) return { ok: false, reason: 'made-already' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'webhook.added',
      letterId: letter.id,
      object: { kind: 'webhook', id },
      details: { host: new URL(url).host, events: events.join(', ') },
    });
    return { ok: true, secret: sealed.secret };
  });
}
