import type { Context } from '~/context.server';
import type { ReplyRow } from '~/db/replies.server';
import type { Locale } from '~/i18n/locale';
import type { ReplyKind, ReplySource, SealedReply } from './reply';
import { unsealReply } from './sealed-reply.server';

/** A reply as organisers see it. Times are ISO 8601 in UTC. */
export type ReplyView = {
  id: string;
  source: ReplySource;
  kind: ReplyKind | null;
  automatic: boolean;
  receivedAt: string;
  recordedAt: string;
  publishedAt: string | null;
  statementUrl: string | null;
  deliveryId: string | null;
  addressee: string | null;
  /** The addressee's languages, their own first. */
  locales: Locale[];
  /** Null once retention has taken it away. */
  words: SealedReply | null;
};

/** Opens a reply for organisers. */
export function viewReply(
  ctx: Context,
  row: Omit<ReplyRow, 'addressee' | 'locales'> & Partial<Pick<ReplyRow, 'addressee' | 'locales'>>,
): ReplyView {
  return {
    id: row.id,
    source: row.source as ReplySource,
    kind: row.kind as ReplyKind | null,
    automatic: row.automatic,
    receivedAt: row.received_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    statementUrl: row.statement_url,
    deliveryId: row.delivery_id,
    addressee: row.addressee ?? null,
    locales: (row.locales ?? []) as Locale[],
    words: unsealReply(ctx, row),
  };
}
