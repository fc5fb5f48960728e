import type { Context } from '~/context.server';
import { listWebhookRows } from '~/db/webhooks.server';
import { nameActors } from '../organisers/name-actors.server';
import { type SealedWebhook, type WebhookEvent, webhookSeal } from './webhook';

export type WebhookView = {
  id: string;
  label: string;
  url: string;
  events: WebhookEvent[];
  createdBy: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  failingSince: string | null;
  pausedAt: string | null;
};

/** The addresses that are told of a letter, oldest first; never their secrets. */
export async function listWebhooks(ctx: Context, letterId: string): Promise<WebhookView[]> {
  const rows = await listWebhookRows(ctx.db, letterId);
  const nameOf = await nameActors(
    ctx,
    rows.map((row) => row.created_by),
  );
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    url: ctx.keyring.unseal<SealedWebhook>(row.sealed, webhookSeal(row.id)).url,
    events: row.events as WebhookEvent[],
    createdBy: nameOf(row.created_by),
    createdAt: row.created_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    pausedAt: row.paused_at?.toISOString() ?? null,
  }));
}
