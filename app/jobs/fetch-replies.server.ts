import type { Context } from '~/context.server';
import { largestMail } from '~/domain/replies/incoming-mail';
import { takeMail } from '~/domain/replies/take-mail.server';
import { fetchMails } from '~/mail/fetch-mails.server';

const most = 50;
const actor = { kind: 'system' } as const;

/**
 * Takes what has come to the mailbox for replies, if the installation has one. Each mail is written
 * down before it is marked, and stands once whatever happens in between. A mailbox that is away is
 * one line in the log, and is tried again at the next run.
 */
export async function fetchReplies(ctx: Context): Promise<{ taken: number }> {
  const { imapUrl } = ctx.config;
  if (!imapUrl) return { taken: 0 };
  try {
    const bounds = { largest: largestMail, most };
    const { taken, tooLarge } = await fetchMails(imapUrl, bounds, async (raw) => {
      const mail = await ctx.press.readMail(raw);
      if (mail) await takeMail(ctx, { mail, raw, source: 'imap', actor });
    });
    if (taken > 0) ctx.log.info({ event: 'replies-fetched', taken });
    if (tooLarge > 0) ctx.log.warn({ event: 'replies-too-large', mails: tooLarge });
    return { taken };
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    ctx.log.warn({ event: 'replies-mailbox-away', fault: code ?? name });
    return { taken: 0 };
  }
}
