import type { Context } from '~/context.server';
import { listPublishedUpdates } from '~/db/updates.server';
import type { Locale } from '~/i18n/locale';
import { paragraphsOf, publicUpdateStates, type UpdateKind } from './update';

/** An update on the public timeline, in one language. Times are ISO 8601 in UTC. */
export type PublicUpdate = {
  id: string;
  kind: UpdateKind;
  at: string;
  subject: string;
  /** Limited Markdown. */
  paragraphs: string[];
  /** When the copy that was answered was accepted or handed over. */
  deliveredAt: string | null;
};

/** What organisers put on a letter's public timeline with an update, oldest first. */
export async function listPublicUpdates(
  ctx: Context,
  of: { letterId: string; locale: Locale },
): Promise<PublicUpdate[]> {
  const rows = await listPublishedUpdates(ctx.db, { ...of, states: publicUpdateStates });
  return rows.flatMap(({ id, kind, published_at, subject, body, delivered_at }) =>
    published_at
      ? [
          {
            id,
            kind: kind as UpdateKind,
            at: published_at.toISOString(),
            subject,
            paragraphs: paragraphsOf(body),
            deliveredAt: delivered_at?.toISOString() ?? null,
          },
        ]
      : [],
  );
}
