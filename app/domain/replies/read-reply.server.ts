import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findReply } from '~/db/replies.server';
import { listReplyFiles } from '~/db/reply-files.server';
import { listReplyTexts } from '~/db/reply-texts.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { nameActors } from '../organisers/name-actors.server';
import { unsealFileName } from './sealed-reply.server';
import { type ReplyView, viewReply } from './view-reply.server';

export type ReplyFileView = { id: string; name: string; size: number; hash: string };

type Found = {
  reply: ReplyView & { recordedBy: string; judgedBy: string | null };
  files: ReplyFileView[];
  /** What is, or would be, public. */
  texts: Partial<Record<Locale, string>>;
  sender: string;
};

/** One reply with its files and what is to be published of it; of another letter it is not found. */
export async function readReply(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<Found, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const row = isUuid(input.id) ? await findReply(ctx.db, input.id) : undefined;
  if (!letter || row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  const [files, texts, name] = await Promise.all([
    listReplyFiles(ctx.db, row.id),
    listReplyTexts(ctx.db, row.id),
    nameActors(ctx, [row.recorded_by, ...(row.judged_by ? [row.judged_by] : [])]),
  ]);
  return {
    ok: true,
    reply: {
      ...viewReply(ctx, row),
      recordedBy: name(row.recorded_by),
      judgedBy: row.judged_by && name(row.judged_by),
    },
    files: files.map((file) => ({
      id: file.id,
      name: unsealFileName(ctx, file),
      size: file.file_bytes,
      hash: file.file_hash,
    })),
    texts: Object.fromEntries(texts.map(({ locale, body }) => [locale, body])),
    sender: row.shown_sender ?? '',
  };
}
