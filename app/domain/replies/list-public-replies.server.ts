import type { Context } from '~/context.server';
import { listPublishedReplies } from '~/db/reply-texts.server';
import type { Locale } from '~/i18n/locale';
import type { ReplyKind } from './reply';

/** A reply as organisers published it, in one language. Times are ISO 8601 in UTC. */
export type PublicReply = {
  id: string;
  kind: Exclude<ReplyKind, 'none'>;
  at: string;
  /** Only as it was typed for the public. */
  sender: string | null;
  paragraphs: string[];
  /** In which language the words are: another than was asked for where there are none in that. */
  locale: Locale;
  statementUrl: string | null;
  deliveredAt: string | null;
};

/** The published replies of a letter, oldest first. */
export async function listPublicReplies(
  ctx: Context,
  of: { letterId: string; locale: Locale },
): Promise<PublicReply[]> {
  const rows = await listPublishedReplies(ctx.db, of.letterId);
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const texts = rows.filter((row) => row.id === id);
    const row = texts.find(({ locale }) => locale === of.locale) ?? texts[0];
    return row ? [viewPublicReply(row)] : [];
  });
}

type Row = Awaited<ReturnType<typeof listPublishedReplies>>[number];

function viewPublicReply(row: Row): PublicReply {
  return {
    id: row.id,
    kind: row.kind as PublicReply['kind'],
    at: row.received_at.toISOString(),
    sender: row.shown_sender,
    paragraphs: row.body.split(/\n{2,}/),
    locale: row.locale as Locale,
    statementUrl: row.statement_url,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
  };
}
