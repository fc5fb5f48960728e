import type { Database, Transaction } from './client.server';

/** What is to be public of a reply, in each language that has words. */
export function listReplyTexts(db: Database, replyId: string) {
  return db
    .selectFrom('reply_texts')
    .select(['locale', 'body'])
    .where('reply_id', '=', replyId)
    .orderBy('locale')
    .execute();
}

/** Puts these texts in the place of all that were there. */
export async function replaceReplyTexts(
  trx: Transaction,
  replyId: string,
  texts: readonly { locale: string; body: string }[],
): Promise<void> {
  await trx.deleteFrom('reply_texts').where('reply_id', '=', replyId).execute();
  if (texts.length === 0) return;
  const rows = texts.map((text) => ({ reply_id: replyId, ...text }));
  await trx.insertInto('reply_texts').values(rows).execute();
}

/** The published replies of a letter with their texts in every language, oldest first. */
export function listPublishedReplies(db: Database, letterId: string) {
  return db
    .selectFrom('replies')
    .innerJoin('reply_texts as text', 'text.reply_id', 'replies.id')
    .leftJoin('deliveries', 'deliveries.id', 'replies.delivery_id')
    .select([
      'replies.id',
      'replies.kind',
      'replies.received_at',
      'replies.shown_sender',
      'replies.statement_url',
      'text.locale',
      'text.body',
      'deliveries.accepted_at as delivered_at',
    ])
    .where('replies.letter_id', '=', letterId)
    .where('replies.published_at', 'is not', null)
    .orderBy('replies.received_at')
    .orderBy('replies.id')
    .execute();
}
