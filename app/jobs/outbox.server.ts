import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { finishMessage, markDataStarted, postponeMessage } from '~/db/messages.server';
import { type SmtpTimeouts, sendOverSmtp } from '~/mail/send-over-smtp.server';
import type { SmtpOutcome } from '~/mail/smtp-outcome';
import type { SmtpSessions } from '~/mail/smtp-sessions.server';
import type { Verdict } from './judge-outcome';

/** What every lane of one running outbox shares. */
export type Outbox = {
  ctx: Context;
  /** Names this worker in the leases. */
  owner: string;
  /** Fires when the lanes must end now. */
  signal: AbortSignal;
  timeouts: SmtpTimeouts;
  /** Open sessions with the mail server, for mails to persons. */
  sessions: SmtpSessions;
};

/** Offers a claimed message to the mail server; the start of its DATA is durable before a byte leaves. */
export function offerMessage(
  outbox: Outbox,
  id: string,
  mail: {
    smtpUrl: string;
    from?: string;
    to: string;
    raw: Buffer;
    sessions?: SmtpSessions;
    /** Seconds after which a message that has begun to leave counts as unanswered. */
    answerWithin?: number;
  },
): Promise<SmtpOutcome> {
  const { ctx, owner } = outbox;
  return sendOverSmtp({
    smtpUrl: mail.smtpUrl,
    envelope: {
      from: mail.from ?? ctx.config.mailFrom.address,
      to: mail.to,
    },
    message: mail.raw,
    signal: outbox.signal,
    timeouts: outbox.timeouts,
    sessions: mail.sessions,
    async onDataPhase() {
      const { answerWithin } = mail;
      const started = await markDataStarted(ctx.db, { id, owner, answerWithin });
      if (!started) throw new Error('the lease was lost');
    },
  });
}

/** Writes a verdict to the message; false when the lease was lost, and then nothing was written. */
export function writeVerdict(
  outbox: Outbox,
  trx: Transaction,
  id: string,
  verdict: Verdict,
  options: { scrub: boolean },
): Promise<boolean> {
  const lease = { id, owner: outbox.owner };
  if (verdict.state === 'queued') return postponeMessage(trx, { ...lease, ...verdict });
  return finishMessage(trx, { ...lease, ...verdict, scrub: options.scrub });
}
